# title: Kill the defunct processes
# expect: not-fixed
for pid in $(ps -eo pid,stat | awk '$2 ~ /^Z/ {print $1}'); do kill -9 $pid; done
