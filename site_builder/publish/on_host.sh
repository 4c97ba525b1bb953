# What a host that is published to by rsync does itself. POSIX sh, called as
#     sh -c THIS site-builder VERB FOLDER TOKEN ...
# Names come on standard input, one a line, so that none is ever part of a command; a line that was cut short is left.
# What is refused is told on standard error. Exit codes: 3 refused, 4 the lock is not ours, 5 another holds it, 44 no file.

set -u
umask 022
LC_ALL=C TZ=UTC
export LC_ALL TZ

verb=$1 folder=$2 token=$3
shift 3
state=.site-builder
lock=$state/lock
incoming=$state/incoming
pulse=

# Each verb. Those that change something begin with `guard`.

connect() {
    command -v rsync >/dev/null 2>&1 || refuse 'the host has no rsync; let somebody install it there'
    if [ -d "$folder" ]; then
        enter
        ls >/dev/null || exit 3
        found=there
    else
        [ ! -e "$folder" ] && [ ! -h "$folder" ] || refuse "$folder is no folder there; move it, or mend destination"
        [ -d "${folder%/*}/" ] || refuse "there is no ${folder%/*} on the host; make it, or mend destination"
        found=missing
    fi
    printf 'site-builder %s %s\n' "$(date +%s)" "$found"
    cd / && exec cat >/dev/null # until whoever publishes has gone
}

# Hold the lock until standard input ends. HOLDER
hold() {
    make_folder "$folder" 755
    enter
    # Pages that were taken down lie in here: they are nobody's to read, the web server's neither.
    make_folder "$state" 700
    take "$1"
    trap 'leave; exit 3' HUP INT TERM
    echo locked
    # A machine that vanished is noticed only by whoever sends it something.
    (cd / && while sleep 30 >/dev/null 2>&1 && kill -0 $$; do echo; done) &
    pulse=$!
    last=
    read -r last
    leave "$last"
}

check() {
    enter
    read_lock && [ "$locked_by" = "$token" ] || exit 4
}

# Take what rsync sends. rsync's own words
receive() {
    guard
    rm -rf "$state"/making.*
    exec rsync "$@"
}

# Let rsync read. rsync's own words
send() {
    enter
    exec rsync "$@"
}

# Clear away what has come, where no more can
sweep() {
    guard
    rm -rf "$incoming" "$state/keeping"
    finish
}

# Put the files that have come into their places, each in one step. More words for rsync
settle() {
    guard
    room=$(mktemp -d "$state/making.XXXXXX") || exit 3
    find "$incoming" -type d >"$room/folders" || exit 3
    while IFS= read -r inner; do
        inner=${inner#"$incoming"}
        ! [ -h ".$inner" ] || refuse "${inner#/} is a link, and what it leads to is not ours; let a folder be there, or publish elsewhere"
    done <"$room/folders"
    # Only files are named: a folder that is there stays as it is.
    (cd "$incoming" && find . ! -type d) | tr '\n' '\000' >"$room/files"
    copy -p --no-implied-dirs --from0 --files-from="$room/files" "$@" "$incoming/" ./
    code=$?
    # Where the disk is full, this makes room to bring back what was there.
    rm -rf "$incoming" "$room"
    finish
    [ $code -eq 0 ] || exit 3
}

# Keep what the links in the folder for that lead to under their names
keep() {
    guard
    room=$(mktemp -d "$state/making.XXXXXX") || exit 3
    mkdir -p "$state/kept" || exit 3
    copy -rL "$state/keeping/" "$state/kept/"
    code=$?
    rm -rf "$state/keeping" "$room"
    finish
    [ $code -eq 0 ] || exit 3
}

# Delete files, or folders that are empty: "rm -f" or "rmdir", and one name a line
delete() {
    guard
    command=$*
    set --
    while IFS= read -r path; do
        is_beyond_link "$path" || { [ "$command" = 'rm -f' ] && is_folder "$path"; } || set -- "$@" "./$path"
    done
    [ $# -eq 0 ] || $command -- "$@" || [ "$command" = rmdir ] || exit 3
    finish
}

# Print a file. PATH
show() {
    [ -d "$folder" ] || exit 44
    enter
    [ -e "./$1" ] || exit 44
    cat -- "./$1" || exit 3
}

# Write a file, whole or not at all. PATH, and how many bytes there are
write() {
    guard
    cat >"$state/writing" || exit 3
    [ "$(wc -c <"$state/writing")" -eq "$2" ] || refuse 'a file came in part only; publish again'
    mv -f "$state/writing" "./$1" || exit 3
    finish
}

# The lock: a file that appears whole in one step. It has four lines: token, process, machine, holder.

take() {
    mine=$lock.$token
    tries=0
    printf '%s\n' "$token" $$ "$(uname -n)" "$1" >"$mine" && [ -s "$mine" ] || { rm -f "$mine"; exit 3; }
    until ln "$mine" "$lock" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 5 ]; then
            ln "$mine" "$lock"
            rm -f "$mine"
            exit 3
        elif ! read_lock; then
            sleep 1 # it was given back just now, or this host cannot link
        elif is_over; then
            take_away "$locked_by"
        else
            rm -f "$mine"
            printf '%s\n' "$holder" >&2
            exit 5
        fi
    done
    rm -f "$mine"
}

read_lock() {
    { read -r locked_by && read -r process && read -r machine && read -r holder; } 2>/dev/null <"$lock"
}

# Whether the process that held the lock has ended. After a restart its number may be that of another.
is_over() {
    [ "$machine" = "$(uname -n)" ] || return 1
    case $(kill -0 "$process" 2>&1) in *'o such process'*) return 0 ;; esac
    case $(ps -ww -p "$process" -o args= 2>/dev/null || echo "$locked_by") in *"$locked_by"*) return 1 ;; esac
}

# Only one of those who see that a lock is over may take it away, or the second took away the lock of the first.
take_away() {
    if mkdir "$lock.$1.over" 2>/dev/null; then
        if read_lock && [ "$locked_by" = "$1" ]; then
            stop_worker
            rm -f "$lock"
        fi
        rmdir "$lock.$1.over"
    else
        sleep 1
    fi
}

# Give the lock back; "done" says that nothing is under way any more.
leave() {
    # -9, since a shell that is about to wait can miss a signal for which it has a trap.
    [ -z "$pulse" ] || kill -9 "$pulse" 2>/dev/null
    [ "${1-}" = done ] || stop_worker
    if read_lock && [ "$locked_by" = "$token" ]; then
        rm -f "$lock"
    fi
}

# What a publisher that died has left at work would mix with the work of the next.
stop_worker() {
    read -r worker 2>/dev/null <"$state/worker" || return 0
    case $(ps -ww -p "$worker" -o args= 2>/dev/null || echo rsync) in
        *rsync* | *site-builder*) kill "$worker" 2>/dev/null ;;
    esac
    tries_left=5
    while kill -0 "$worker" 2>/dev/null && [ $tries_left -gt 0 ]; do
        tries_left=$((tries_left - 1))
        sleep 1
        [ $tries_left -gt 2 ] || kill -9 "$worker" 2>/dev/null
    done
    rm -f "$state/worker"
}

guard() {
    check
    stop_worker
    echo $$ >"$state/worker" || exit 3
}

finish() {
    rm -f "$state/worker"
}

# Files

enter() {
    cd -- "$folder" || exit 3
}

# Another publisher may make it at the same time; what else keeps us from that is told. FOLDER MODE
make_folder() {
    [ -d "$1" ] || mkdir -m "$2" -- "$1" 2>/dev/null || [ -d "$1" ] || mkdir -m "$2" -- "$1" || exit 3
}

# Copy with rsync, which writes a file elsewhere and then gives it its name.
copy() {
    rsync -IW --temp-dir="$PWD/$room" "$@"
}

# Whether one of the folders that a file lies in is a link
is_beyond_link() {
    part=$1
    while :; do
        case $part in */*) part=${part%/*} ;; *) return 1 ;; esac
        ! [ -h "./$part" ] || return 0
    done
}

is_folder() {
    [ -d "./$1" ] && ! [ -h "./$1" ]
}

refuse() {
    printf 'site-builder: %s\n' "$*" >&2
    exit 3
}

"$verb" "$@"
