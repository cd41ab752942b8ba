# What runs at the other end of an agentless session (see docs/decisions/agentless.md). Nothing but sh and the utilities of POSIX is needed; what else is there is found out
# and used. It is sent to the shell as its first input, without comments. M is the mark, X the name of the session's folder: both are set by the controller.
#
# Descriptors: 4 the requests, 3 the answers. Nothing that is started inherits them, unless it is to write an answer.
exec 4<&0 3>&1 </dev/null >/dev/null 2>/dev/null
trap : PIPE
O=$(umask)
umask 077
if [ "${LC_ALL+x}" ]; then C=$LC_ALL; fi
LC_ALL=C
export LC_ALL
case :$PATH: in ::) PATH=/usr/bin:/bin ;; esac
for q in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
  case :$PATH: in *:$q:*) ;; *) [ -d "$q" ] && PATH=$PATH:$q ;; esac
done
export PATH

# a WORD...: ends an answer. What was written to 3 before is its body.
# In one writing without a line's end before it, since bash writes line by line, and jobs write here too.
a() { printf '%s %s %s\n' "$M" "$I" "$*" >&3; }

# t COMMAND...: runs it; where it fails, its words are the body and the answer is "fail".
t() { W=$("$@" 2>&1) || { printf '%s' "$W" >&3; a fail; return 1; }; }

# x N: copies exactly N bytes, and reads none beyond. To be called in a subshell.
x() {
  [ "$1" -gt 0 ] || exit 0
  case $E in
    head) exec head -c "$1" ;;
    dd) exec dd bs="$1" count=1 iflag=fullblock ;;
    *) exec dd bs=1 count="$1" ;;
  esac
}

# may TEST PATH: whether we may. Root may, though some shells look at the mode alone.
may() { [ "$root" ] || [ "$1" "$2" ]; }

# n PATH: why nothing is at a path. Whatever decides it is the deepest thing on the way that is there.
n() {
  q=$1
  until [ -e "$q" ] || [ -h "$q" ]; do q=${q%/*}; q=${q:-/}; done
  if [ -h "$q" ] && ! [ -e "$q" ]; then
    case $(ls -dL "$q/." 2>&1) in
      *evels* | *'link loop'*) a loop ;;
      *denied*) a denied ;;
      *'ot a directory'*) a middle ;;
      *) a none ;;
    esac
  elif [ -d "$q" ] && ! may -x "$q"; then a denied
  elif [ "$q" != "$1" ] && ! [ -d "$q" ]; then a middle
  else a none
  fi
}

# v FOLLOW PATH: the status in the words of this system's tool.
v() {
  case $S in
    gnu) if [ "$1" ]; then stat -L -c '%f %u %g %s %Y %y|%U|%G' "$2"; else stat -c '%f %u %g %s %Y %y|%U|%G' "$2"; fi ;;
    bsd) if [ "$1" ]; then stat -L -f '%p %u %g %z %m %Fm|%Su|%Sg' "$2"; else stat -f '%p %u %g %z %m %Fm|%Su|%Sg' "$2"; fi ;;
    *) if [ "$1" ]; then set -- -dL "$2"; else set -- -d "$2"; fi
      TZ=UTC0 ls -n "$@" && printf '%s' '|' && TZ=UTC0 ls -l "$@" ;;
  esac
}

# s FOLLOW PATH
s() {
  if [ -e "$2" ] || { [ -z "$1" ] && [ -h "$2" ]; }; then v "$1" "$2" >&3 && { a "$S"; return; }; fi
  n "$2"
}

# p FOLLOW PATH MOST: the status, and of a file of at most so many bytes its hash, of a link its target: whoever looks at one mostly asks for the other.
p() {
  if [ -h "$2" ] && [ -z "$1" ]; then
    v "$1" "$2" >&3 && { printf '\n%s\n' "$M" >&3; l "$2" && a "$S"; return; }
  elif [ -f "$2" ] && may -r "$2" && [ "$H" ] && [ "$S" != ls ]; then
    W=$(v "$1" "$2") && {
      printf '%s\n%s\n' "$W" "$M" >&3
      if [ "${W#* * * }" != "$W" ]; then
        q=${W#* * * }
        [ "${q%% *}" -le "$3" ] && h "$2" >&3
      fi
      a "$S"; return
    }
  fi
  s "$1" "$2"
}

# o PATH: whether there is a file that can be read; the answer where there is none.
o() {
  if [ -f "$1" ]; then
    may -r "$1" && return 0
    a denied
  elif [ -d "$1" ]; then a dir
  elif [ -e "$1" ]; then a other
  else n "$1"
  fi
  return 1
}

# r PATH: its content.
r() { if o "$1"; then if W=$({ cat "$1" >&3; } 2>&1); then a ok; else printf '\n%s\n%s' "$M" "$W" >&3; a fail; fi; fi; }

# h PATH: its SHA-256, in the words of this system's tool.
h() {
  case $H in
    sha256sum) sha256sum <"$1" ;;
    sha256) sha256 -q <"$1" ;;
    shasum) shasum -a 256 <"$1" ;;
    openssl) openssl dgst -sha256 <"$1" ;;
    cksum) cksum -a SHA256 <"$1" ;;
    digest) digest -a sha256 <"$1" ;;
    *) return 1 ;;
  esac
}

# c PATH SIZE: its hash if it has the size.
c() {
  if o "$1"; then
    W=$(wc -c <"$1" 2>&1) || { printf '%s' "$W" >&3; a fail; return; }
    if [ "$2" ] && [ "$W" -ne "$2" ]; then a differs
    elif [ -z "$H" ]; then a nohash
    else W=$(h "$1" 2>&1) && { printf '%s' "$W" >&3; a ok; } || { printf '%s' "$W" >&3; a fail; }
    fi
  fi
}

# l PATH: where a link points.
l() {
  if [ "$L" ]; then readlink -n "$1" >&3
  else
    W=$(ls -ld "$1"; printf .)
    W=${W#*"$1 -> "}
    printf '%s' "${W%??}" >&3
  fi
}
k() { if [ -h "$1" ]; then l "$1" && a ok || a fail; elif [ -e "$1" ]; then a kind; else n "$1"; fi; }

# d PATH: the names in a directory, each with a slash after it.
d() {
  if [ -d "$1" ]; then
    may -r "$1" || { a denied; return; }
    q=${1%/}
    for f in "$q"/* "$q"/.[!.]* "$q"/..?*; do
      case $f in
        "$q/*" | "$q/.[!.]*" | "$q/..?*") [ -e "$f" ] || [ -h "$f" ] || continue ;;
      esac
      printf '%s/' "${f##*/}"
    done >&3
    a ok
  elif [ -e "$1" ]; then a kind
  else n "$1"
  fi
}

# u DATABASE NAME: an account's line, from the name services where there is a tool that asks them, else from the file.
u() {
  if [ "$D" = getent ]; then
    getent "$1" "$2" >&3 || while IFS= read -r q; do case $q in "$2:"*) printf '%s\n' "$q" ;; esac; done <"/etc/$1" >&3
    a passwd
  elif [ "$D" = dscl ]; then
    if [ "$1" = passwd ]; then dscl . -read "/Users/$2" UniqueID PrimaryGroupID RealName NFSHomeDirectory UserShell >&3
    else dscl . -read "/Groups/$2" PrimaryGroupID GroupMembership >&3
    fi
    a dscl
  else
    while IFS= read -r q; do case $q in "$2:"*) printf '%s\n' "$q" ;; esac; done <"/etc/$1" >&3
    a passwd
  fi
}

# z FILE: makes a file durable; nothing where nothing can do that for one file.
z() { [ -z "$Y" ] || dd if=/dev/null of="$1" conv=notrunc,fsync; }

# m FROM TO: renames, in one folder, over whatever is there, a link to a directory too. For that, GNU has -T and BSD -h; busybox has -T and follows the link all the same, and where the link
# leads to itself it goes no further. A link that leads to the file it is to replace is that file to all of them. Called in a subshell.
m() {
  if [ -h "$1" ] && ! [ -h "$2" ] && [ "$1" -ef "$2" ] 2>/dev/null; then over "$@"
  elif [ -h "$2" ] && [ -d "$2" ]; then { [ "$V" ] && mv -f "$V" "$1" "$2" 2>/dev/null; } || over "$@"
  elif [ -h "$2" ] && ! [ -e "$2" ]; then mv -f ${V:+"$V"} "$1" "$2" 2>/dev/null || over "$@"
  elif [ "$V" = -T ]; then mv -fT "$1" "$2"
  else mv -f "$1" "$2"
  fi
}

# over FROM TO: the same without such a mv. From within the folder: the way to it may lead through the very link that is taken away.
over() { cd -P "${2%/*}/" && rm -f "./${2##*/}" && mv -f "./${1##*/}" "./${2##*/}"; }

# new TEMPORARY: begins a file that only we can read, and that nobody has put there.
new() {
  if { set -C; true >"$1"; } 2>"$T/w"; then a ok; else cat "$T/w" >&3; a fail; fi
  set +C
}

# more TEMPORARY LENGTH: adds what the controller sends after this request, and the mark on a line of its own after it. What cannot be written is read all the same, or the
# next request would be taken for it; where the copying broke off, what is left of it ends at the mark.
more() {
  W=
  if [ -f "$1" ]; then (x "$2") <&4 >>"$1" 2>"$T/w" || { IFS= read -r W <"$T/w"; W=${W:-?}; }
  else (x "$2") <&4; W=-
  fi
  while IFS= read -r q <&4 && [ "$q" != "$M" ]; do :; done
  if [ -z "$W" ]; then a ok; else rm -f "$1"; printf '%s' "$W" >&3; a fail; fi
}

# w PATH TEMPORARY MODE OWNER SYNC HASH: makes a file that is complete ready to be put in place. SYNC says which files are durable before they are: "all", "replaced" for those
# that replace another, or none.
w() {
  if [ -d "$1" ] && ! [ -h "$1" ]; then rm -f "$2"; a dir; return 1; fi
  if ! [ -f "$2" ]; then a gone; return 1; fi
  if [ "$6" ] && [ "$H" ]; then
    W=$(h "$2" 2>&1)
    case $W in *"$6"*) ;; *) rm -f "$2"; printf '%s' "$W" >&3; a hash; return 1 ;; esac
  fi
  W=$(chown "$4" "$2" 2>&1) || b "$2" "$4" || { rm -f "$2"; printf '%s' "$W" >&3; a owner; return 1; }
  # Before the mode, which may keep even its owner from opening it.
  if [ "$5" = all ] || { [ "$5" ] && { [ -e "$1" ] || [ -h "$1" ]; }; }; then z "$2"; fi
  W=$(chmod "$3" "$2" 2>&1) || { rm -f "$2"; printf '%s' "$W" >&3; a mode; return 1; }
}

# b PATH OWNER: whether it has this owner already: a file system without owners refuses even that.
b() { q=$(ls -dn "$1" | { read -r f f q f W && printf '%s' "$q:$f"; }); [ "$q" = "$2" ]; }

# y PATH TEMPORARY MODE OWNER: puts a staged file in place. What is mounted by itself, as /etc/hosts is in a container, cannot be replaced: it is written through, and gets its
# old content back where that fails.
y() {
  if [ -d "$1" ] && ! [ -h "$1" ]; then a dir; return 1; fi
  W=$(m "$2" "$1" 2>&1) && return 0
  case $W in
    *usy*)
      if [ -f "$1" ] && ! [ -h "$1" ]; then
        cp -p "$1" "$T/b" || { a full; return 1; }
        if W=$({ chown "$4" "$1" && chmod "$3" "$1" && cat "$2" >"$1" && chmod "$3" "$1" && z "$1"; } 2>&1); then
          rm -f "$2" "$T/b"; return 0
        fi
        q=fail
        chown "$(ls -dn "$T/b" | { read -r f f q f W && printf '%s' "$q:$f"; })" "$1" && cat "$T/b" >"$1" && cp -p "$T/b" "$1" || q=damaged
        rm -f "$T/b"
        printf '%s' "$W" >&3; a "$q"
        return 1
      fi ;;
  esac
  printf '%s' "$W" >&3; a fail
  return 1
}

# The effects. Each answers "ok", or what went wrong, and then leaves nothing behind.
write() { if w "$@"; then if y "$1" "$2" "$3" "$4"; then a ok; else rm -f "$2"; fi; fi; }
stage() { if w "$@"; then a ok; fi; }
commit() { if [ "$5" ] && { [ -e "$1" ] || [ -h "$1" ]; }; then z "$2"; fi; if y "$@"; then a ok; fi; }
makedir() {
  if [ -e "$1" ] || [ -h "$1" ]; then a exists; return; fi
  t mkdir -m "$2" "$1" || return
  if ! b "$1" "$4"; then W=$(chown -h "$4" "$1" 2>&1) || { rmdir "$1"; printf '%s' "$W" >&3; a owner; return; }; fi
  W=$(chmod "$3" "$1" 2>&1) || { rmdir "$1"; printf '%s' "$W" >&3; a mode; return; }
  a ok
}
link() {
  if [ -d "$1" ] && ! [ -h "$1" ]; then a dir; return; fi
  t ln -s -- "$3" "$2" || return
  if ! b "$2" "$4"; then W=$(chown -h "$4" "$2" 2>&1) || { rm -f "$2"; printf '%s' "$W" >&3; a owner; return; }; fi
  W=$(m "$2" "$1" 2>&1) || { rm -f "$2"; printf '%s' "$W" >&3; a fail; return; }
  a ok
}
setmode() { if [ -h "$1" ]; then a link; elif [ -e "$1" ]; then t chmod "$2" "$1" && a ok; else n "$1"; fi; }
setowner() {
  if ! [ -e "$1" ] && ! [ -h "$1" ]; then n "$1"; return; fi
  case $2 in
    :*) t chgrp -h "${2#:}" "$1" && a ok ;;
    *) t chown -h "$2" "$1" && a ok ;;
  esac
}
delete() {
  if ! [ -e "$1" ] && ! [ -h "$1" ]; then n "$1"
  elif [ -d "$1" ] && ! [ -h "$1" ]; then
    W=$(rmdir "$1" 2>&1) && { a ok; return; }
    [ -d "$1" ] || { a ok; return; }
    for f in "$1"/* "$1"/.[!.]* "$1"/..?*; do
      if [ -e "$f" ] || [ -h "$f" ]; then a notempty; return; fi
    done
    printf '%s' "$W" >&3; a fail
  else t rm -f "$1" && a ok
  fi
}

# deltree PATH: a tree goes with what is in it, but never what another file system holds. It runs as a job, so that it can be stopped.
deltree() {
  q=$(cd "${1%/*}/" && pwd -P) && q=${q%/}/${1##*/}
  if [ -r /proc/self/mountinfo ]; then
    while read -r f f f f W f; do
      case $W in *\\*) W=$(printf '%b.' "$W"); W=${W%.} ;; esac
      case $W in "$q" | "$q"/*) printf '%s' "$W"; exit 91 ;; esac
    done </proc/self/mountinfo
  else
    mount | while IFS= read -r f; do case $f in *" on $q "* | *" on $q/"*) printf '%s' "$q"; exit 91 ;; esac; done || exit 91
  fi
  if [ "$R" ]; then rm -rf --one-file-system "$1"; else rm -rf "$1"; fi
}

# conditions PATH: what can be told about a path at which something failed.
conditions() {
  { [ -h "$1" ] && printf 'link '; [ -e "$1" ] && printf 'there '; [ -d "$1" ] && printf 'dir '; may -w "$1" && printf 'writable '; } >&3
  q=${1%/*}
  q=${q:-/}
  { [ -d "$q" ] && printf 'folder '; may -w "$q" && printf 'folderwritable '; lsattr -d "$1" "$q" | while read -r f W; do case $f in *i* | *a*) printf 'immutable ' ;; esac; done; } >&3
  n "$1"
}

# flush FOLDER...: makes everything durable. A job too: a slow disk takes its time.
flush() { if [ $# -gt 0 ]; then sync -f "$@" || sync; else sync; fi; }

# find_program PROGRAM PATH FOLDER: what a shell would start, in P; where there is nothing, the answer.
find_program() {
  P=
  f=
  E1=
  case $1 in -* | *=*) E1=1 ;; esac
  case $1 in
    /*) P=$1 ;;
    */*) P=${3%/}/$1 ;;
    *)
      q=$2:
      while [ "$q" ]; do
        W=${q%%:*}
        q=${q#*:}
        case $W in /*) ;; *) E1=1; continue ;; esac
        W=${W%/}/$1
        if [ -f "$W" ] && [ -x "$W" ]; then
          # By its own name, unless that would mean something else to whoever starts it.
          if [ "$E1" ]; then P=$W; else P=$1; fi
          return 0
        fi
        if [ -f "$W" ]; then f=${f:-$W}; fi
      done
      if [ "$f" ]; then printf '%s' "$f" >&3; a 126; else printf '%s' "$2" >&3; a 127; fi
      return 1 ;;
  esac
  if [ -f "$P" ] && [ -x "$P" ]; then return 0; fi
  printf '%s' "$P" >&3
  if [ -e "$P" ]; then a 126; else a 128; fi
  return 1
}

# e FILE HEAD TAIL: keeps of what comes the first HEAD and the last TAIL bytes. FILE holds what also fits into one answer, FILE.1 the rest of the head, FILE.2 the tail,
# FILE.n how many bytes there were after the head.
e() {
  q=$2
  [ "$q" -le "$B" ] || q=$B
  if (x "$q") >"$1"; then
    if [ "$2" -gt "$q" ]; then
      (x "$(($2 - q))") >"$1.1" && { [ -s "$1.1" ] || return; }
    fi
    : >"$1.2"
    if [ "$3" -eq 0 ]; then wc -c >"$1.n"
    elif mkfifo "$1.f"; then
      wc -c <"$1.f" >"$1.n" & f=$!
      tee "$1.f" | tail -c "$3" >"$1.2"
      wait "$f"
    fi
  fi
  # Also where the folder is full: a process whose output nobody reads would be ended for it.
  cat >/dev/null
}

# start ID HEAD TAIL FOLDER INPUT PATH USER PROGRAM...: starts a process in a group of its own and answers at once; what becomes of it is told by lines of their own in between
# the answers, each in one writing that nothing can come between: "s" and the numbers of the process and of those who read it; "e" and its exit code; "x" and its
# output, or "X" where that is for the controller to fetch. J, which is evaluated, sets the variables of its environment.
start() {
  j=$1 g=$2 G=$3 K=$4 in=$5
  if [ "$K" != / ]; then
    if ! [ -d "$K" ]; then if [ -e "$K" ]; then a folderkind; else n "$K"; fi; return; fi
    may -x "$K" || { a denied; return; }
  fi
  find_program "$8" "${6:-$PATH}" "$K" || return
  U=$7
  shift 8
  t mkdir "$T/$j" || return
  t mkfifo "$T/$j/1" "$T/$j/2" "$T/$j/3" "$T/$j/4" || return
  a ok
  (
    exec 4<&-
    Q=$T/$j
    [ "$A" ] || set -m
    # What the process leaves behind may hold its output open for ever. So it is read by somebody who can be ended without losing what has come.
    dd bs=65536 <"$Q/1" >"$Q/3" 3>&- & k1=$!
    dd bs=65536 <"$Q/2" >"$Q/4" 3>&- & k2=$!
    e "$Q/o" "$g" "$G" <"$Q/3" 3>&- & e1=$!
    e "$Q/e" "$g" "$G" <"$Q/4" 3>&- & e2=$!
    (
      exec 3>&-
      cd "$K" || exit 126
      umask "$O"
      trap - PIPE
      if [ "${C+x}" ]; then LC_ALL=$C; else unset LC_ALL; fi
      eval "$J"
      exec $A $Z $U "$P" "$@"
    ) >"$Q/1" 2>"$Q/2" <"$in" & k=$!
    printf '%s s %s %s %s %s\n' "$M" "$j" "$k" "$k1" "$k2" >&3
    wait "$k"
    k=$?
    printf '%s e %s %s\n' "$M" "$j" "$k" >&3
    wait "$e1"
    wait "$e2"
    if [ -e "$Q/o.2" ] || [ -e "$Q/e.2" ]; then
      printf '%s X %s\n' "$M" "$j" >&3
    else
      printf '%s x %s\n' "$M" "$j" >"$Q/h"
      printf '%s x %s\n' "$M" "$j" >"$Q/m"
      printf '%s x %s\n' "$M" "$j" >"$Q/z"
      cat "$Q/h" "$Q/o" "$Q/m" "$Q/e" "$Q/z" | dd obs=4096 >&3
      rm -rf "$Q"
    fi
  ) &
}

# job ID FUNCTION...: runs a function of this script as a process is run.
job() {
  j=$1
  shift
  t mkdir "$T/$j" || return
  a job
  (
    exec 4<&-
    [ "$A" ] || set -m
    Q=$T/$j
    ( exec 3>&-; "$@" ) >"$Q/o" 2>"$Q/e" & k=$!
    printf '%s s %s %s\n' "$M" "$j" "$k" >&3
    wait "$k"
    k=$?
    printf '%s e %s %s\n' "$M" "$j" "$k" >&3
    printf '%s X %s\n' "$M" "$j" >&3
  ) &
}

# folder PATH: a folder for secrets, removed at the latest when the session ends.
folder() { BYE="$BYE $1"; t mkdir -m 700 "$1" && a ok; }

# hang SIGNAL PROCESS: ends a group, or the process alone where it has none.
hang() { kill "-$1" "-$2" || kill "-$1" "$2"; a ok; }

# sweep PROCESS: what a process that was ended has left of its group.
sweep() { kill -KILL "-$1"; a ok; }

# fetch FILE
fetch() { if [ -f "$1" ]; then cat "$1" >&3; fi; a ok; }

# What this system has.
I=0
set -- $(id -u) $(id -g)
root=
if [ "$1" = 0 ]; then root=1; fi
T=
for q in "$([ "$1" = 0 ] && printf /run)" "$([ "$1" = 0 ] && printf /var/run)" "${XDG_RUNTIME_DIR-}" /dev/shm "${TMPDIR-}" /tmp /var/tmp; do
  case $q in /*) ;; *) continue ;; esac
  q=${q%/}
  [ -d "$q" ] && [ -w "$q" ] && [ -x "$q" ] || continue
  # Where others may write and nothing keeps them from renaming, they could exchange our folder for theirs.
  case $(ls -ld "$q/") in d????-??-* | d????????[tT]*) ;; *) continue ;; esac
  mkdir -m 700 "$q/$X" || continue
  T=$q/$X
  echo $$ >"$T/p"
  # What a session that was killed has left.
  for f in "$q"/opsmop-session-*; do
    if [ -f "$f/p" ] && read -r W <"$f/p" && ! kill -0 "$W"; then rm -rf "$f"; fi
  done
  break
done
if stat -c %f /; then S=gnu; elif stat -f %p /; then S=bsd; else S=ls; fi
H=
for q in sha256sum sha256 shasum openssl digest; do if command -v "$q"; then H=$q; break; fi; done
E=
case $(printf abcdef | { (exec head -c 3); printf -; cat; }) in abc-def) E=head ;; esac
[ "$E" ] || case $(printf abcdef | { (exec dd bs=3 count=1 iflag=fullblock); printf -; cat; }) in abc-def) E=dd ;; esac
L=
if command -v readlink; then L=1; fi
D=
if command -v getent; then D=getent; elif command -v dscl; then D=dscl; fi
V=
R=
Y=
if [ "$T" ]; then
  : >"$T/w"
  if mv -fT "$T/w" "$T/v"; then V=-T; elif mv -fh "$T/w" "$T/v"; then V=-h; fi
  rm -f "$T/v"
  : >"$T/w"
  if rm -rf --one-file-system "$T/v"; then R=1; fi
  if dd if=/dev/null of="$T/w" conv=notrunc,fsync; then Y=dd; fi
fi
A=
if command -v setsid; then A=setsid; fi
Z=
if env --default-signal=INT,QUIT,PIPE true; then Z='env --default-signal=INT,QUIT,PIPE'; fi
B=$(getconf PIPE_BUF /) || B=512
B=$(((${B:-512} - 250) / 2))
[ "$B" -le 1900 ] || B=1900
J=
BYE=
Q=
if [ "$1" = 0 ] && setpriv --version && ! setpriv --version 2>&1 | grep -qi busybox; then Q=setpriv; fi
printf '%s\n' "$1" "$2" "$T" "$S" "$H" "$E" "$A" "$Y" "$V" "$D" "$Q" "$B" "$(uname -s)" "$PATH" >&3
if [ "$T" ]; then a ok; else a nofolder; fi

# The requests: a line each, its number before it. What ends the loop is the end of the connection: what runs is left to finish.
while IFS= read -r q <&4; do
  I=${q%% *}
  eval "${q#* }"
done
wait
[ -z "$T" ] || rm -rf "$T"
for q in $BYE; do rm -rf "$q"; done
