# teamtop. `make run` and `make check` do everything on a fresh Debian; `make help` lists the rest. V=1 shows the commands.
VERSION  := 0.1.0
ifeq ($(origin CC),default)
CC       := gcc
endif
PREFIX   ?= /usr/local
BUILD    ?= build
SAN      ?=
QUIET    := $(if $(V),,@)
PROGRAM  ?= teamtop

PACKAGES := ncursesw sqlite3 libuv libutf8proc libcyaml jansson gsl
FLAGS    := -std=c17 -D_GNU_SOURCE -DTEAMTOP_VERSION='"$(VERSION)"' -Iinclude -MMD -MP -ffp-contract=off \
            -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
ifeq ($(SAN),)
HARDEN   := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK     := -pie -Wl,-z,relro,-z,now
else
HARDEN   := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SAN) -fno-sanitize-recover=undefined
LINK     := -fsanitize=$(SAN)
endif
CFLAGS   ?= $(HARDEN)
PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcsv -lm -ldl -pthread

SOURCES  := $(filter-out src/cli/main.c,$(wildcard src/*/*.c))
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o)
EMBEDDED := $(wildcard src/*/*.sql src/ingest/presets/*.yaml themes/*.yaml sample-db/*.yaml)
LIBRARY  := $(BUILD)/libteamtop.a
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))

.DEFAULT_GOAL := all
.PHONY: all run check deps install uninstall bench bench-statistics clean layers lint units sample help lib format

all: $(PROGRAM)                        ## build ./teamtop

$(PROGRAM): $(BUILD)/src/cli/main.o $(LIBRARY)
	@echo '  link $@'
	$(QUIET)$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(PKG_LIBS)

lib: $(LIBRARY)
$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar qcs $@ $^          # q: two folders may hold a file of one name

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  compile $<'
	$(QUIET)$(CC) $(FLAGS) $(PKG_CFLAGS) $(CFLAGS) $(EXTRA) -c -o $@ $<

# a file compiled in changes its object; only those sources that say EMBED or QUESTION wait for it
$(patsubst %.c,$(BUILD)/%.o,$(shell grep -lsE 'embed\.h|^QUESTION' src/*/*.c)): $(EMBEDDED)

# another compiler or other flags build everything anew
$(BUILD)/flags: FORCE
	@mkdir -p $(@D); echo "$(CC) $(CFLAGS) $(WERROR)" | cmp -s - $@ || echo "$(CC) $(CFLAGS) $(WERROR)" > $@
FORCE:

$(BUILD)/tests/%: tests/unit/%.c $(wildcard tests/support/*.c tests/support/*.h) $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  test $<'
	$(QUIET)$(CC) $(FLAGS) $(PKG_CFLAGS) $(CFLAGS) -Itests/support -o $@ $< $(wildcard tests/support/*.c) $(LIBRARY) $(LINK) $(PKG_LIBS) -lcmocka -lvterm

# prints the statistics' figures for a test to hold against R
$(BUILD)/figures: tests/risk/figures.c $(LIBRARY)
	@echo '  test $<'
	$(QUIET)$(CC) $(FLAGS) $(PKG_CFLAGS) $(CFLAGS) -o $@ $< $(LIBRARY) $(LINK) $(PKG_LIBS)

units: $(UNITS) $(BUILD)/figures       ## build the unit tests

run:                                   ## install what is missing, build, make the sample, open the dashboard
	@sh src/install/dependencies.sh build
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@$(MAKE) --no-print-directory sample
	@if [ -t 0 ] && [ -t 1 ]; then ./$(PROGRAM) sample-db/team.db; else ./$(PROGRAM) show overview sample-db/team.db; fi

check:                                 ## install what is missing, build, run every test
	@sh src/install/dependencies.sh test
	@sh tests/run

deps:                                  ## install what is missing, or print the command that does
	@sh src/install/dependencies.sh test

# the sample is remade when it is missing or was last written before today
sample: $(PROGRAM)                     ## write sample-db/team.db unless it reaches today
	@if [ "$$(date -r sample-db/team.db +%F 2>/dev/null)" != "$$(date +%F)" ]; then \
		rm -f sample-db/team.db sample-db/team.db-wal sample-db/team.db-shm; ./$(PROGRAM) sample sample-db/team.db; fi

layers:                                ## nobody includes what stands above it
	@sh tests/layers.sh
lint: layers                           ## static checks
	@sh tests/lint.sh
bench: $(PROGRAM) $(BUILD)/fit         ## measure against other programs, as ratios in one run
	@sh tests/bench/run
$(BUILD)/fit: tests/bench/fit.c $(BUILD)/src/cli/main.o $(LIBRARY)
	$(QUIET)$(CC) $(FLAGS) $(PKG_CFLAGS) $(CFLAGS) -o $@ $^ $(LINK) -Wl,--wrap=hazard_fit $(PKG_LIBS)
bench-statistics: $(BUILD)/statistics  ## planted truths against the statistics; SAMPLES=1000 for the full run
	@$(BUILD)/statistics "$(ONLY)"
$(BUILD)/statistics: $(wildcard tests/bench/statistics*.[ch]) $(LIBRARY)
	$(CC) $(FLAGS) $(PKG_CFLAGS) $(CFLAGS) -o $@ $(filter %.c,$^) $(LIBRARY) $(LINK) $(PKG_LIBS)
format:
	clang-format -i $(wildcard src/*/*.c include/teamtop/*.h)

install: $(PROGRAM)                    ## PREFIX=/usr/local DESTDIR=
	install -Dm755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/teamtop
	install -Dm644 src/install/teamtop.1 $(DESTDIR)$(PREFIX)/share/man/man1/teamtop.1
	install -Dm644 src/install/teamtop.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/teamtop
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/teamtop $(DESTDIR)$(PREFIX)/share/man/man1/teamtop.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/teamtop

clean:                                 ## remove everything that was built, the sample too
	rm -rf build $(PROGRAM) sample-db/*.db sample-db/*.db-*
help:
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile

-include $(OBJECTS:.o=.d) $(BUILD)/src/cli/main.d $(UNITS:=.d) $(BUILD)/figures.d
