/* keys - inside of ui/: bytes of a terminal into names of keys, a state machine over whatever pieces they come in.
   Sequences of xterm, screen, tmux, linux and vt100 are the same few; what is unknown, reports and pastes are swallowed. */
#ifndef TEAMTOP_UI_KEYS_H
#define TEAMTOP_UI_KEYS_H

#include "teamtop/ui.h"

enum key_state {
	KEY_GROUND, KEY_ESCAPE, KEY_CSI, KEY_SS3, KEY_STRING, KEY_STRING_ESCAPE, KEY_LINUX, KEY_MOUSE, KEY_UTF8
};
struct key_reader {
	enum key_state state;
	char parameters[24];
	int count, skip;                                /* of parameters or UTF-8 bytes; bytes of a mouse report still to come */
	bool pasting;
	int64_t last_ms, escape_ms;                     /* monotonic: of the last bytes, of a lone Esc */
};
/* Appends at most one key a byte, plus one; returns how many. */
int keys_feed(struct key_reader *reader, const char *bytes, int length, int64_t now_ms, struct key *keys);
/* Nothing more came after Esc: it was the key. */
int keys_settle(struct key_reader *reader, int64_t now_ms, struct key *keys);

#endif
