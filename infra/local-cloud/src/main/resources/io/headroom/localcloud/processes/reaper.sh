# Ends what is left of an environment ($1: its folder) when its daemon is gone, however it went.
# Its input is a pipe that only the daemon holds open: the end of the file is the daemon's end.
trap '' HUP INT
folder=$1
while read -r _; do :; done

# When a process started: the same reading as in ProcessIdentity.java. Empty for none, and for a zombie.
started() {
  if [ -r /proc/self/stat ]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
    set -- ${stat##*) }
    [ "$1" = Z ] || echo "${20}"
  else
    ps -o lstart= -p "$1" 2>/dev/null
  fi
}

# The recorded processes of kind $1 that still are what was recorded: an id may be somebody else's by now.
living() {
  [ -r "$folder/processes" ] || return 0
  while read -r pid kind start; do
    if [ "$kind" = "$1" ] && [ "$(started "$pid")" = "$start" ]; then echo "$pid"; fi
  done < "$folder/processes"
}

# stop KIND SIGNAL TENTHS: signals, then waits at most so long.
stop() {
  for pid in $(living "$1"); do kill "-$2" "$pid"; done
  tenths=0
  while [ "$tenths" -lt "$3" ] && [ -n "$(living "$1")" ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
}

stop instance KILL 50
stop postgres INT 50
stop postgres QUIT 50
stop postgres KILL 20

# A process that was started but not yet recorded carries the environment's mark (Linux only).
for attempt in 1 2 3; do
  marked=$(grep -lzxF "HEADROOM_LOCAL_CLOUD=$folder" /proc/[0-9]*/environ 2>/dev/null)
  [ -n "$marked" ] || break
  for file in $marked; do
    pid=${file#/proc/}
    kill -KILL "${pid%/environ}"
  done
  sleep 0.2
done
