fuser -k -KILL -n tcp {{other_port}} > /dev/null 2>&1
exit 0
