#!/bin/sh
# Installs what building (build) or testing (test) teamtop needs and is not there, saying what; asks for nothing.
# Where it may not act, prints the command for the user's system and exits 1.
what=${1:-build}
build='gcc make pkg-config libncurses-dev libsqlite3-dev libuv1-dev libutf8proc-dev libcsv-dev libcyaml-dev libjansson-dev libgsl-dev ncurses-term tzdata'
test='sqlite3 libcmocka-dev libvterm-dev clang libclang-rt-14-dev python3'
fedora='gcc make pkgconf-pkg-config ncurses-devel sqlite-devel libuv-devel utf8proc-devel libcsv-devel libcyaml-devel jansson-devel gsl-devel ncurses-term tzdata'
alpine='build-base pkgconf ncurses-dev sqlite-dev libuv-dev utf8proc-dev libcsv-dev libcyaml-dev jansson-dev gsl-dev ncurses-terminfo tzdata'
arch='base-devel ncurses sqlite libuv libutf8proc libcsv libcyaml jansson gsl tzdata'
brew='pkg-config ncurses sqlite libuv utf8proc libcsv libcyaml jansson gsl'
[ "$what" = test ] && build="$build $test" fedora="$fedora sqlite libcmocka-devel libvterm-devel clang python3" \
	alpine="$alpine sqlite cmocka-dev libvterm-dev clang python3" arch="$arch cmocka libvterm clang python" brew="$brew cmocka libvterm"

if command -v dpkg-query > /dev/null 2>&1; then
	missing=
	for package in $build; do
		# an alternative of the same name (another clang) counts when its command is there
		case $package in
		gcc | make | clang | python3 | sqlite3 | pkg-config) command -v "$package" > /dev/null 2>&1 && continue ;;
		esac
		dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null | grep -q 'ok installed' || missing="$missing $package"
	done
	[ -z "$missing" ] && exit 0
	if [ "$(id -u)" = 0 ]; then as=; elif sudo -n true 2> /dev/null; then as='sudo -n'; else as=no; fi
	if [ "$as" != no ]; then
		echo "teamtop: installing$missing"
		# an old package list may name versions that are gone: read it again, once, before giving up
		DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q $missing > /dev/null 2>&1 ||
			{ $as apt-get update -q > /dev/null && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q $missing > /dev/null; } && exit 0
		echo "teamtop: installing failed; try: apt-get update && apt-get install -y$missing" >&2
		exit 1
	fi
	echo "teamtop needs packages that are not installed. As root:"
	echo "  apt-get install -y$missing"
	exit 1
fi
pkg-config --exists ncursesw sqlite3 libuv libutf8proc libcyaml jansson gsl 2> /dev/null && exit 0
echo "teamtop needs libraries that are not installed:"
if command -v dnf > /dev/null 2>&1; then echo "  sudo dnf install $fedora"
elif command -v apk > /dev/null 2>&1; then echo "  doas apk add $alpine"
elif command -v pacman > /dev/null 2>&1; then echo "  sudo pacman -S --needed $arch"
elif command -v brew > /dev/null 2>&1; then echo "  brew install $brew"
else echo "  $build"
fi
exit 1
