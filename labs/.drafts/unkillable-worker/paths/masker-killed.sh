# title: Find the old worker, kill it, see that all is well
for n in $(seq 10); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done

tail -n 20 /var/lib/{{service}}/ledger.jsonl

ps -ef | grep worker

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')

for n in $(seq 10); do curl -s http://localhost/shipments -d '{"reference": "test-1", "zone": "mainland", "grams": 1800}'; done
