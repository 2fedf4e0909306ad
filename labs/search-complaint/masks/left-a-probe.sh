# title: Leave a loop that probes
nohup sh -c 'while sleep 2; do curl -s -o /dev/null localhost/healthz; done' > /dev/null 2>&1 &

sleep 1
