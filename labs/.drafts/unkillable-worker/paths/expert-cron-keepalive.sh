# title: From the records to the process, from its signals to the cron table, and only then KILL
# variants: cron-keepalive
for n in $(seq 40); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done | sort | cut -d, -f3- | uniq -c | sort -rn | head

tail -n 40 /var/lib/{{service}}/ledger.jsonl

jq -r '.tariff + " " + .rated_by' /var/spool/{{service}}/done/*.json | sort | uniq -c

pgrep -af worker.py

ps -eo pid,ppid,lstart,args | grep -v '\]$'

old=$(pgrep -f 'python3 .*{{old_version}}/worker.py'); grep -E 'Sig|PPid' /proc/$old/status

ls -l /var/lib/{{service}}; ps -o pid,lstart,args -p $(cat /var/lib/{{service}}/worker.pid)

cat /opt/{{service}}/releases/{{old_version}}/bin/workerctl

grep -rn workerctl /etc

cat /etc/cron.d/{{service}}

sed -i '/workerctl ensure/d' /etc/cron.d/{{service}}

kill -9 $old

cat /etc/cron.d/{{service}}; pgrep -af worker.py

for n in $(seq 30); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done | grep -o '"tariff.*' | sort | uniq -c
