# title: From the records to the process, to its parent, to rc.local, and only then KILL
# variants: boot-loop
for n in $(seq 40); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done | sort | cut -d, -f3- | uniq -c | sort -rn | head

tail -n 40 /var/lib/{{service}}/ledger.jsonl

pgrep -af worker.py

old=$(pgrep -f 'python3 .*{{old_version}}/worker.py'); pstree -asp $old

grep -E 'Sig|PPid' /proc/$old/status

ls -l /var/lib/{{service}}; ps -o pid,lstart,args -p $(cat /var/lib/{{service}}/worker.pid)

cat /usr/local/lib/{{service}}/queue-monitor

grep -rn queue-monitor /etc

cat /etc/rc.local

sed -i '/^setpriv /,/queue-monitor/d' /etc/rc.local

kill -9 $(ps -o ppid= -p $old); kill -9 $old

sleep 2; cat /etc/rc.local; pgrep -af worker.py

for n in $(seq 30); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done | grep -o '"tariff.*' | sort | uniq -c
