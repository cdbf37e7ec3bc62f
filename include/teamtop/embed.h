/* embed - a file compiled in as it is: SQL, themes, presets, the scenario. Paths are relative to the project's root.
   List the files as prerequisites in the Makefile: -MMD does not see them. */
#ifndef TEAMTOP_EMBED_H
#define TEAMTOP_EMBED_H

/* EMBED(name, "path") defines `const char name[]`, ending with a zero byte. */
#if defined(__APPLE__)
#define EMBED_SECTION ".const_data\n"
#define EMBED_BACK ".text\n"
#define EMBED_PREFIX "_"
#else
#define EMBED_SECTION ".section .rodata, \"a\"\n"
#define EMBED_BACK ".previous\n"
#define EMBED_PREFIX ""
#endif
#define EMBED(name, path)                                                                                     \
	__asm__(EMBED_SECTION ".global " EMBED_PREFIX #name "\n.balign 16\n" EMBED_PREFIX #name ":\n.incbin \"" path \
			      "\"\n.byte 0\n" EMBED_BACK);                                                    \
	extern const char name[]

#endif
