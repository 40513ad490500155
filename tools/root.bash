# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by ./dev: where the programs are built and run. Either the system itself ("native"), or
# a Debian 13 root in the user's cache that is made on first use and again when its recipe (the
# number below, the suite, packages.txt) changes.
#
#   MUSTER_DEV=native|root   decides instead of looking
#   SANDBOX_DIR=FOLDER       where the roots are kept
#   SANDBOX_MIRROR=URL       where their packages come from
#   SANDBOX_NET=0            no network inside

recipe=4
suite=trixie

say () { printf 'dev: %s\n' "$*" >&2; }
die () { say "$1"; exit "${2:-69}"; }

# packages [SECTION...]: the words of packages.txt, of all sections or only the named ones.
packages () {
  awk -v want=" $* " '
    /^#/ { if (NF == 2) section = $2; next }
    want == "  " || index (want, " " section " ") { print }' "$top/tools/packages.txt" | xargs
}

# as_root CMD...: as root, by sudo when it may; fails when it may not.
as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return 77
  fi
}

# apt_install PACKAGE...: says what, then installs; one line when it cannot.
apt_install () {
  local log status attempt
  say "installing with apt: $*"
  log=$(mktemp)
  for attempt in cached updated; do
    status=0
    { { [ $attempt = cached ] || as_root apt-get -q update; } &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
        -o Dpkg::Options::=--force-confold "$@"; } >"$log" 2>&1 </dev/null || status=$?
    case $status in
      0) rm -f "$log"; return ;;
      77) rm -f "$log"; die "needs root for that: sudo apt install $*" ;;
    esac
  done
  if grep -qE 'Could not resolve|Could not connect|Failed to fetch|Temporary failure|Unable to locate' "$log"; then
    die "apt cannot fetch these packages; the first run needs a network (all of it: $log)"
  fi
  die "apt failed: $(grep '^E:' "$log" | tail -n 1) (all of it: $log)"
}

# ---- the system itself

modules='gtk4 >= 4.14, libadwaita-1 >= 1.5, shumate-1.0 >= 1.2, libsoup-3.0 >= 3.2,
  gio-unix-2.0 >= 2.76, json-glib-1.0 >= 1.6, libsecret-1 >= 0.20, libsodium >= 1.0.18,
  sqlcipher, libcrypto, icu-i18n, libical >= 3.0, libarchive >= 3.6, poppler-glib >= 22.02,
  gstreamer-1.0 >= 1.20, gstreamer-app-1.0'
headers='geos_c.h xlsxwriter.h'
build_tools='gcc python3 meson ninja pkg-config msgfmt blueprint-compiler glib-compile-schemas'
test_tools='clang clang-format Xvfb xvfb-run dbus-run-session appstreamcli desktop-file-validate'

# The word of /etc/os-release.
release () { sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | tr -d '"' | head -n 1; }

# Whether this distribution's own libraries are new enough, going by its number.
recent () {
  local id version
  id=$(release ID) version=$(release VERSION_ID)
  case $id in
    debian) [ -z "$version" ] || [ "${version%%.*}" -ge 13 ] ;;
    ubuntu) [ "${version%%.*}" -ge 25 ] ;;
    fedora) [ "$version" -ge 41 ] ;;
    *) return 1 ;;
  esac
}

# missing [test]: what the system lacks, one word a thing; nothing when it has all.
missing () {
  local tool module
  for tool in $build_tools ${1:+$test_tools}; do
    command -v "$tool" >/dev/null || echo "$tool"
  done
  command -v pkg-config >/dev/null || return 0
  while read -r -d, module; do
    pkg-config --exists "$module" || echo "${module%% *}"
  done <<<"$modules,"
  for module in $headers; do
    [ -e "/usr/include/$module" ] || [ -e "/usr/local/include/$module" ] || echo "$module"
  done
}

fedora_packages="gcc meson ninja-build pkgconf gettext desktop-file-utils appstream glib2-devel
  gtk4-devel gtk4-devel-tools blueprint-compiler libadwaita-devel libshumate-devel libsoup3-devel
  sqlcipher-devel openssl-devel json-glib-devel libsecret-devel libsodium-devel libicu-devel
  libical-devel geos-devel libxlsxwriter-devel libarchive-devel poppler-glib-devel
  gstreamer1-devel gstreamer1-plugins-base-devel gstreamer1-plugins-good glib-networking adwaita-icon-theme librsvg2
  google-noto-sans-cjk-fonts gsettings-desktop-schemas dconf glibc-langpack-zh glibc-langpack-en
  tzdata xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon dbus-x11 at-spi2-core python3-dogtail
  xdotool ImageMagick procps-ng clang compiler-rt clang-tools-extra gcovr git python3 unzip zip"

# native_install WHAT...: the packages that bring what is missing, said before it is done.
native_install () {
  local list
  case $(release ID) in
    fedora)
      list=$(xargs <<<"$fedora_packages")
      say "this system lacks $*; installing with dnf: $list"
      as_root dnf -q -y install $list >&2 </dev/null || die "dnf could not: sudo dnf install $list" ;;
    *)
      list=$(packages build run ${needs_test:+test})
      say "this system lacks $*"
      apt_install $list
      if command -v localedef >/dev/null && ! locale -a | grep -q '^zh_CN.utf8$'; then
        for l in zh_CN en_US; do as_root localedef -i $l -f UTF-8 $l.UTF-8; done
      fi ;;
  esac
}

# choose [test]: sets $where to "native" or to the folder of the root, making what is not there.
choose () {
  needs_test=${1:-}
  local lacks=
  case ${MUSTER_DEV:-} in
    native) lacks=$(missing "$@") ;;
    root) ;;
    *)
      if recent; then
        lacks=$(missing "$@")
      elif [ -n "$(command -v pkg-config)" ] && [ -z "$(missing "$@")" ]; then
        where=native
        return
      else
        root_ready
        return
      fi ;;
  esac
  if [ "${MUSTER_DEV:-}" = root ]; then
    root_ready
    return
  fi
  where=native
  [ -z "$lacks" ] || native_install $lacks
}

# ---- the Debian 13 root

# Which way into a root: bwrap where namespaces are allowed; else, for root, a chroot with bind
# mounts, or with copies where mounting is forbidden too.
way_in () {
  if bwrap --ro-bind / / true 2>/dev/null; then
    echo bwrap
  elif [ "$(id -u)" != 0 ]; then
    die "this system forbids namespaces to ordinary users; run ./dev as root, or allow them: sysctl kernel.unprivileged_userns_clone=1 (Ubuntu: kernel.apparmor_restrict_unprivileged_userns=0)"
  elif unshare -m true 2>/dev/null; then
    echo chroot
  else
    echo copy
  fi
}

root_ready () {
  cache=${SANDBOX_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/muster-sandbox}
  local words
  words=$(sed 's/#.*//' "$top/tools/packages.txt" | tr -s ' \n' ',' | sed 's/^,//; s/,$//')
  where=$cache/$suite-$(printf '%s\n' $recipe $suite "$words" | sha256sum | cut -c1-16)
  [ -e "$where/.ready" ] || make_root "$words"
  exec 8<"$where/.ready"
  flock -s 8 # held as long as the command runs: nobody removes a root in use
}

make_root () ( # a subshell: the lock goes with it
  local lacks=() tool mode=root mirror=${SANDBOX_MIRROR:-} log skip=()
  for tool in mmdebstrap:mmdebstrap bwrap:bubblewrap tar:tar flock:util-linux; do
    command -v "${tool%%:*}" >/dev/null || lacks+=("${tool##*:}")
  done
  if [ "$(id -u)" != 0 ]; then
    mode=unshare
    command -v newuidmap >/dev/null || lacks+=(uidmap)
  fi
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || lacks+=(debian-archive-keyring)
  if [ ${#lacks[@]} -gt 0 ]; then
    command -v apt-get >/dev/null ||
      die "needs ${lacks[*]}, and there is no apt to install them with: please install them"
    apt_install "${lacks[@]}"
  fi
  if [ $mode = unshare ]; then
    grep -qE "^($(id -un)|$(id -u)):" /etc/subuid 2>/dev/null ||
      die "your user has no subordinate ids: sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
  fi

  mkdir -p "$cache" || die "cannot write to $cache"
  exec 9>"$cache/lock"
  flock 9
  [ ! -e "$where/.ready" ] || exit 0
  rm -rf "$cache"/tmp.* # left by an interrupted run
  if [ "$(way_in)" = copy ]; then skip=(--skip=check/canmount); fi

  # The mirror that this system's apt uses already; else mmdebstrap's own default.
  if [ -z "$mirror" ] && command -v apt-get >/dev/null; then
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 2>/dev/null |
      grep -v security | sort -u | head -n 1 || true)
  fi
  tmp=$(mktemp -d "$cache/tmp.XXXXXX")
  log=$tmp.log
  chmod 755 "$tmp"
  say "making a Debian 13 root with all that Muster needs in $where (1.3 GB, a minute or two)"
  # A tar stream that we unpack: every file belongs to the caller, who can remove it again.
  # shellcheck disable=SC2016,SC2086
  if ! mmdebstrap --quiet --mode="$mode" "${skip[@]}" --variant=apt --format=tar \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --customize-hook='for l in zh_CN en_US; do chroot "$1" localedef -i $l -f UTF-8 $l.UTF-8; done' \
    --include="$1" "$suite" "$tmp.tar" $mirror >"$log" 2>&1 </dev/null; then
    if grep -qE 'Could not resolve|Could not connect|Failed to fetch|Temporary failure|connection' "$log"; then
      die "the packages of the root cannot be fetched; the first run needs a network (all of it: $log)"
    fi
    die "the root could not be made: $(grep -E '^(E|I: error|error)' "$log" | tail -n 1) (all of it: $log)"
  fi
  tar -xf "$tmp.tar" -C "$tmp" --no-same-owner --exclude='./dev/*' || die "no room in $cache?"
  rm -f "$tmp.tar" "$log" "$tmp/etc/resolv.conf"
  : >"$tmp/etc/resolv.conf" # a mount point, as is the next
  mkdir -p "$tmp/var/cache/ccache"
  : >"$tmp/.ready"
  mv "$tmp" "$where"
  for old in "$cache/$suite"-*; do # older recipes, unless some run still uses one
    if [ "$old" != "$where" ] && [ -e "$old/.ready" ] && flock -n -x "$old/.ready" true; then
      rm -rf --one-file-system "$old" "$old.locale"
    fi
  done
)

# The locale of the caller among those the root has.
caller_locale () {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) echo zh_CN.UTF-8 ;;
    en*) echo en_US.UTF-8 ;;
    *) echo C.UTF-8 ;;
  esac
}

caller_zone () {
  local link
  link=$(readlink -f /etc/localtime 2>/dev/null) || link=
  case ${TZ:-}:$link in
    :*/zoneinfo/*) echo "${link##*/zoneinfo/}" ;;
    *) echo "${TZ:-UTC}" ;;
  esac
}

# inside CMD...: runs CMD where things are built: the checkout and the network, nothing else of
# the caller's, a clean environment. Replaces the shell.
inside () {
  local clean=(env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin "TERM=${TERM:-dumb}"
    "LANG=${SANDBOX_LANG:-C.UTF-8}" "CI=${CI:-}" "MUSTER_WHERE=$where"
    PYTHONDONTWRITEBYTECODE=1 GIT_CONFIG_COUNT=1
    GIT_CONFIG_KEY_0=safe.directory 'GIT_CONFIG_VALUE_0=*')
  if [ "$where" = native ]; then
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -m 700 "$home/run"
    "${clean[@]}" "HOME=$home" "XDG_RUNTIME_DIR=$home/run" "$@"
    return
  fi
  way=$(way_in)
  mkdir -p "$cache/ccache"
  # What was compiled once is not compiled again, in whatever checkout.
  clean+=(HOME=/home/user "XDG_RUNTIME_DIR=/run/user/$(id -u)" CCACHE_DIR=/var/cache/ccache
    "CCACHE_BASEDIR=$top" CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=3G)
  if [ "$way" != bwrap ]; then
    "inside_$way" "${clean[@]}" "$@"
    return
  fi
  root_mounts
  mounts+=(--perms 1777 --tmpfs /tmp --perms 1777 --tmpfs /var/tmp --dev /dev
    --bind "$cache/ccache" /var/cache/ccache
    --dir /run --dir /run/user --perms 0700 --dir "/run/user/$(id -u)" --dir /home/user
    --bind "$top" "$top" --chdir "$top" --die-with-parent)
  local git_dir
  git_dir=$(git -C "$top" rev-parse --path-format=absolute --git-common-dir 2>/dev/null) || git_dir=
  case $git_dir in '' | "$top"/*) ;; *) mounts+=(--ro-bind "$git_dir" "$git_dir") ;; esac
  [ -t 0 ] || mounts+=(--new-session) # no typing into the caller's terminal
  [ "${SANDBOX_NET:-1}" != 0 ] || mounts+=(--unshare-net)
  exec "${clean[@]}" bwrap "${mounts[@]}" "$@"
}

# The root itself, read-only, and what must come from the system even so.
root_mounts () {
  local link uid
  uid=$(id -u)
  mounts=(--tmpfs / --ro-bind "$where/usr" /usr --ro-bind "$where/etc" /etc
    --ro-bind "$where/var" /var --proc /proc)
  for link in bin sbin lib lib64; do mounts+=(--symlink "usr/$link" "/$link"); done
  if [ -e /etc/resolv.conf ]; then
    mounts+=(--ro-bind "$(readlink -f /etc/resolv.conf)" /etc/resolv.conf)
  fi
  if [ "$uid" != 0 ]; then # D-Bus looks the caller up in the user database
    { cat "$where/etc/passwd"; echo "user:x:$uid:$(id -g)::${1:-/home/user}:/bin/bash"; } >"$cache/passwd.$uid.$$"
    { cat "$where/etc/group"; echo "user:x:$(id -g):"; } >"$cache/group.$uid.$$"
    mv "$cache/passwd.$uid.$$" "$cache/passwd.$uid"
    mv "$cache/group.$uid.$$" "$cache/group.$uid"
    mounts+=(--ro-bind "$cache/passwd.$uid" /etc/passwd --ro-bind "$cache/group.$uid" /etc/group)
  fi
}

# inside_chroot CMD...: the same by bind mounts in a mount namespace of its own.
inside_chroot () {
  local jail
  jail=$(mktemp -d "$cache/jail.XXXXXX")
  # shellcheck disable=SC2016
  unshare -m --propagation private bash -c '
    set -e
    jail=$1 root=$2 top=$3; shift 3
    mount -t tmpfs -o mode=755 muster "$jail"
    mkdir -p "$jail"/{usr,etc,var,proc,dev,tmp,run/user/0,home/user} "$jail$top"
    chmod 1777 "$jail/tmp"; chmod 700 "$jail/run/user/0"
    for link in bin sbin lib lib64; do ln -s "usr/$link" "$jail/$link"; done
    for dir in usr etc var; do mount --bind "$root/$dir" "$jail/$dir"; done
    mount --rbind /proc "$jail/proc"; mount --rbind /dev "$jail/dev"
    if [ -e /etc/resolv.conf ]; then mount --bind "$(readlink -f /etc/resolv.conf)" "$jail/etc/resolv.conf"; fi
    mount --bind "$top" "$jail$top"
    exec chroot "$jail" sh -c "cd \"\$0\" && exec \"\$@\"" "$top" "$@"' \
    _ "$jail" "$where" "$top" "$@" && status=0 || status=$?
  rmdir "$jail"
  return $status
}

# inside_copy CMD...: where nothing may be mounted: the checkout is copied into a root and what
# was built is copied back.
inside_copy () {
  local status=0
  exec 7>"$cache/copy.lock"
  flock 7
  [ -n "${told_copy:-}" ] || say "namespaces and mounts are forbidden here: working on a copy of the checkout"
  told_copy=yes
  mkdir -p "$where$top" "$where/run/user/0" "$where/home/user"
  chmod 700 "$where/run/user/0"
  for node in null zero full random urandom tty; do
    [ -e "$where/dev/$node" ] || cp -a "/dev/$node" "$where/dev/$node" 2>/dev/null ||
      die "device files may not be made here either; ./dev needs namespaces, mounts or mknod"
  done
  [ -e "$where/dev/fd" ] || ln -s /proc/self/fd "$where/dev/fd"
  cp -L /etc/resolv.conf "$where/etc/resolv.conf" 2>/dev/null || true
  find "$where$top" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
  tar -C "$top" --exclude=./build --exclude=./.git -cf - . | tar -C "$where$top" -xf -
  [ -d "$where$top/build" ] || { [ -d "$top/build" ] && cp -a "$top/build" "$where$top/build"; }
  chroot "$where" sh -c 'cd "$0" && exec "$@"' "$top" "$@" || status=$?
  [ ! -d "$where$top/build" ] || { mkdir -p "$top/build" && cp -au "$where$top/build/." "$top/build/"; }
  return $status
}

# beside CMD...: runs a graphical CMD with the root's libraries and everything else the caller's
# own: files, home, display, buses, environment. Signals are passed on.
beside () {
  local bare info signal status=0 own_bus= runtime=
  bare=(env -u LD_LIBRARY_PATH -u LD_PRELOAD -u GTK_PATH -u GTK_MODULES -u GIO_MODULE_DIR
    -u GIO_EXTRA_MODULES -u GDK_PIXBUF_MODULE_FILE -u LC_ALL -u LC_MESSAGES -u LC_CTYPE
    "LANG=$(caller_locale)" "TZ=$(caller_zone)" PATH=/usr/local/bin:/usr/bin:/bin)
  if [ "$where" = native ]; then exec "$@"; fi
  if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ ! -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ]; then
    own_bus=yes
  fi
  [ "$(way_in)" = bwrap ] || die "showing windows needs namespaces, which this system forbids; ./dev screens and ./dev ctl work"
  bare+=(GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-keyfile}")
  root_mounts "$HOME"
  mounts+=(--dev-bind /dev /dev)
  if [ -d /sys ]; then mounts+=(--ro-bind /sys /sys); fi
  caller_mounts
  if [ ! -d "${XDG_RUNTIME_DIR:-/nonexistent}" ]; then
    runtime=$(mktemp -d)
    bare+=("XDG_RUNTIME_DIR=$runtime")
  fi
  if [ -n "$own_bus" ]; then # a bus that ends with the program, which alone gets the signals
    mounts+=(--unshare-pid --as-pid-1)
    # shellcheck disable=SC2016
    set -- sh -c 'DBUS_SESSION_BUS_ADDRESS=$(dbus-daemon --session --fork --print-address 2>/dev/null)
      export DBUS_SESSION_BUS_ADDRESS; exec "$@"' sh "$@"
  fi
  info=$(mktemp)
  "${bare[@]}" bwrap "${mounts[@]}" --die-with-parent --chdir "$PWD" --info-fd 6 "$@" 6>"$info" <&0 &
  for signal in TERM INT HUP; do
    # shellcheck disable=SC2064
    trap "kill -$signal \$(sed -n 's/.*\"child-pid\": *\([0-9]*\).*/\1/p' '$info') 2>/dev/null" $signal
  done
  wait $! || status=$?
  while kill -0 $! 2>/dev/null; do status=0; wait $! || status=$?; done
  rm -rf "$info" "$runtime"
  exit $status
}

# Everything at the top of the system that is not the system itself.
caller_mounts () {
  local dir
  for dir in /* /var/*; do
    case $dir in
      /usr | /etc | /var | /bin | /sbin | /lib | /lib32 | /lib64 | /libx32 | /dev | /proc | /sys) ;;
      /var/cache | /var/lib) ;;
      *)
        if [ -L "$dir" ]; then
          case $dir in /var/*) ;; *) mounts+=(--symlink "$(readlink "$dir")" "$dir") ;; esac
        elif [ -d "$dir" ] && { [ "${dir%/*}" = "" ] || [ -d "$where$dir" ]; }; then
          mounts+=(--bind "$dir" "$dir")
        fi ;;
    esac
  done
}

# through CMD...: runs a program of the terminal as the caller, in the caller's own file system:
# only the libraries are the root's, found by the root's own loader. Replaces the shell, so that
# exit codes, standard input, signals and every path are the caller's by nature.
through () {
  if [ "$where" = native ]; then exec "$@"; fi
  local loader libs=
  for loader in "$where"/usr/lib64/ld-linux-*.so.* "$where"/usr/lib/ld-linux-*.so.*; do
    [ ! -e "$loader" ] || break
  done
  for libs in "$where"/usr/lib/*-linux-gnu*; do break; done
  [ -d "$where.locale" ] || make_locales
  exec env -u LD_PRELOAD -u LC_ALL -u LC_CTYPE -u LC_COLLATE -u LC_TIME -u LC_NUMERIC \
    -u LC_MONETARY -u LC_MESSAGES "LANG=$(caller_locale)" "TZ=$(caller_zone)" \
    "LOCPATH=$where.locale" "GCONV_PATH=$libs/gconv" "TZDIR=$where/usr/share/zoneinfo" \
    "GIO_MODULE_DIR=$libs/gio/modules" "$loader" --library-path "$libs" "$@"
}

# The loader finds locales in folders only, not in the archive that the root has.
make_locales () {
  local made
  made=$(mktemp -d "$where.locale.XXXXXX")
  mkdir "$made/out"
  ( top=$made
    # shellcheck disable=SC2016
    inside sh -c 'for l in zh_CN en_US; do localedef --no-archive -i $l -f UTF-8 "$0/$l.UTF-8"; done
      cp -a /usr/lib/locale/C.utf8 "$0/C.UTF-8"' "$made/out" ) ||
    die "the root's locales could not be made"
  chmod 755 "$made/out"
  mv -T "$made/out" "$where.locale" 2>/dev/null || true # another run was first
  rm -rf "$made"
}
