# The JVM's start-up cache: what it learned while the program was rehearsed. With it a start takes about half the time;
# without it, or with one that does not fit, everything works as well. Sourced by syngate.

# The jars of a folder, always in the same order: a cache fits one class path only.
class_path_of() {
    LC_ALL=C
    joined=
    for jar in "$1"/*.jar; do joined=${joined:+$joined:}$jar; done
    echo "$joined"
}

# Makes the cache in the background when it is older than the jars. Nothing here makes a start fail or wait.
#   prepare_startup_cache CACHE JARS JAVA [FLAG...]
prepare_startup_cache() {
    cache_file=$1
    jars=$2
    shift 2
    [ ! -f "$cache_file" ] || [ -n "$(find "$jars" -newer "$cache_file" -print 2>/dev/null | head -n 1)" ] || return 0
    # one at a time; a lock that was left behind counts for ten minutes
    find "$cache_file.lock" -prune -mmin +10 -exec rmdir {} + 2>/dev/null || true
    mkdir "$cache_file.lock" 2>/dev/null || return 0
    (
        trap '' HUP INT
        rm -f "$cache_file"
        rehearsed=$(mktemp -d)
        nice -n 10 "$@" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -Dglass.platform=Headless -Dprism.order=sw "-XX:AOTCacheOutput=$cache_file.new" dev.syngate.app.Main rehearse --data-dir "$rehearsed/data" &&
            mv "$cache_file.new" "$cache_file"
        rm -rf "$rehearsed" "$cache_file.new" "$cache_file.new.config"
        rmdir "$cache_file.lock"
    ) </dev/null >"$cache_file.log" 2>&1 &
}
