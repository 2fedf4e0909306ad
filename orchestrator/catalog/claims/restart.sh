# Restarts what the lines after the first say, then waits until something listens on the port that the first one names.
# Fails where a unit can't be restarted, or nothing listens in the end.
restart() {
  read -r wait_s port address
  failed=0
  stand_still
  while read -r unit; do systemctl restart "$unit" </dev/null || failed=1; done
  [ "$port" = - ] && return "$failed"
  for ((try = 0; try < wait_s * 10; try++)); do
    for at in 127.0.0.1 "$address"; do
      (: </dev/tcp/"$at"/"$port") 2>/dev/null && return "$failed"
    done
    sleep 0.1
  done
  echo "nothing listens on port $port"
  return 1
}

# What no start of the machine would bring back stands still for 30 s: nothing that somebody started by hand props a service up
# meanwhile, and nobody's work is lost. Whoever asks twice gets 30 s more.
stand_still() {
  mapfile -t by_hand < <(ps -eo pid=,ppid=,sid=,pgid=,tpgid=,tty=,comm= | started_by_hand)
  [ "${#by_hand[@]}" -eq 0 ] && return
  kill -STOP "${by_hand[@]}" 2>/dev/null
  setsid sh -c 'sleep 30; kill -CONT "$@"' sh "${by_hand[@]}" </dev/null >/dev/null 2>&1 &
}

# Of a list of processes, those that neither the supervisor nor the foreground of a terminal holds: orphans, what runs in the background of a
# terminal, and what was started from one without having one. Shells, and what keeps terminals itself, are left alone.
started_by_hand() {
  awk '
    { parent[$1] = $2; at_terminal[$1] = $6 != "?"; aside[$1] = $1 != $3 && $4 != $5 }
    # The one that the machine began with: anybody can call a program so.
    $2 == 1 && $7 == "runsvdir" && (!supervisor || $1 < supervisor) { supervisor = $1 }
    END {
      for (pid in parent) if (at_terminal[pid]) for (up = parent[pid]; up in parent; up = parent[up]) keeps_one[up] = 1
      for (pid in parent) {
        if (pid == 1 || keeps_one[pid] && !at_terminal[pid]) continue
        if (at_terminal[pid]) { if (aside[pid]) print pid; continue }
        orphan = left = 0
        for (up = pid; up in parent && up != supervisor; up = parent[up]) {
          if (parent[up] == 1) orphan = 1
          if (at_terminal[up]) left = 1
        }
        if (orphan || left) print pid
      }
    }'
}
