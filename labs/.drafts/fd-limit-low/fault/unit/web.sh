# Until the service holds as many streams as it can, and refuses each quote.
refused=0
for _ in $(seq 300); do
  if curl -s -m 1 http://127.0.0.1:{{port}}/metrics | grep -qE '^streams_open 1(1[5-9]|[2-9][0-9])$' &&
    [ "$(curl -s -m 1 -o /dev/null -w '%{http_code}' http://127.0.0.1:{{port}}/v1/quotes/{{letters}}-100200)" = 503 ]; then
    refused=$((refused + 1))
    [ $refused = 4 ] && exit 0
  else
    refused=0
  fi
  sleep 0.03
done
exit 1
