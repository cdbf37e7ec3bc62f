#!/bin/sh
# Arrows point down only: every `#include "teamtop/…"` of a module must stand in its line of layers.txt, and curses,
# sqlite3 and uv are named only where they belong.
cd "$(dirname "$0")/.." || exit 2
bad=0
for folder in src/*/; do
	module=$(basename "$folder")
	[ "$module" = install ] && continue
	allowed=$(sed -n "s/^$module:\(.*\)$/\1/p" tests/layers.txt)
	grep -q "^$module:" tests/layers.txt || { echo "layers: $module stands in no line of tests/layers.txt"; bad=1; }
	case "$allowed" in *'*'*) continue;; esac
	for header in $(grep -ho '#include "teamtop/[a-z_]*\.h"' "$folder"*.[ch] 2>/dev/null | sed 's/.*teamtop\/\([a-z_]*\)\.h"/\1/' | sort -u); do
		case " $allowed $module embed " in
		*" $header "*) ;;
		*) echo "layers: src/$module may not include teamtop/$header.h: $(grep -ln "teamtop/$header.h" "$folder"*.[ch] | tr '\n' ' ')"; bad=1;;
		esac
	done
done
only() {	# pattern, allowed files (regular expression)
	found=$(grep -lE "#include <($1)" src/*/*.[ch] include/teamtop/*.h 2>/dev/null | grep -vE "$2")
	[ -z "$found" ] || { echo "layers: $1 is named in" $found; bad=1; }
}
only 'curses.h|ncurses|ncursesw|term.h' '^src/ui/surface_curses\.c$'
only 'sqlite3.h' '^src/store/'
only 'uv.h' '^src/(app/|store/store_async\.c)'
[ $bad = 0 ] && echo 'layers: 1 passed, 0 failed'
exit $bad
