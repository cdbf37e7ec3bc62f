#!/bin/sh
# Static checks of the sources: cppcheck and clang-tidy where they are installed; says what is not.
cd "$(dirname "$0")/.." || exit 2
bad=0
if command -v cppcheck > /dev/null 2>&1; then
	cppcheck --quiet --std=c17 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -Iinclude -D_GNU_SOURCE \
		--suppress=missingIncludeSystem src || bad=1
else
	echo 'lint: cppcheck is not installed'
fi
if command -v clang-tidy > /dev/null 2>&1; then
	clang-tidy --quiet --warnings-as-errors='*' --checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-narrowing-conversions,-clang-analyzer-security.insecureAPI.*,-clang-analyzer-valist*,-bugprone-branch-clone,-bugprone-assignment-in-if-condition,-bugprone-implicit-widening-of-multiplication-result' \
		src/*/*.c -- -std=c17 -D_GNU_SOURCE -DTEAMTOP_VERSION='"0"' -Iinclude $(pkg-config --cflags ncursesw jansson gsl sqlite3 libuv libcyaml) 2> /dev/null || bad=1
else
	echo 'lint: clang-tidy is not installed'
fi
exit $bad
