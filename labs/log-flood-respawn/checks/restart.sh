# {{agent}} ends, and whatever looks after it has to bring it back; the API is restarted. A tracer goes on meanwhile, as no start of the machine comes between.
fuser -k -TERM /run/{{agent}}/lock > /dev/null 2>&1
sleep 0.3
systemctl restart {{service}}
for _ in $(seq 60); do
  fuser -s /run/{{agent}}/lock && curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
