# Restarts what the lines after the first say, then waits until something listens on the port that the first one names.
# Fails where a unit can't be restarted, or nothing listens in the end.
restart() {
  read -r wait_s port address
  failed=0
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
