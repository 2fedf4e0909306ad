# Payments for which the bank takes its time, on all instances; then those of this machine go away without a word.
now=$(date +%s%N)
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
  curl -s -m 8 -o /dev/null -H 'Content-Type: application/json' http://{{ip_node1}}/payments \
    -d "{\"reference\": \"h-$now-$n\", \"amount_cents\": 100, \"card\": \"tok_slow\"}" &
done
sleep 0.7
for n in 1 2; do kill -9 "$(systemctl show -p MainPID --value {{service}}-$n)"; done
wait
for n in 1 2; do
  for _ in $(seq 40); do
    curl -fs -m 1 -o /dev/null http://{{ip_node1}}:{{port}}$n/healthz && break
    sleep 0.1
  done
done
