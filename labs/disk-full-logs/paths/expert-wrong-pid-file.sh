# title: Find the held file, save its records, correct the path, and signal by it
# variants: wrong-pid-file
curl -si http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'

journalctl -u {{service}} -n 20 --no-pager

df -h /var/log; df -i /var/log

du -sh /var/log; ls -la /var/log/{{service}}

lsof -nP +L1

cat /etc/logrotate.d/{{service}}

grep -rn pid /etc/{{service}}; ls -l /run/{{service}}.pid /run/{{service}}

# The held file is the only place where the records of the last hours are.

gzip -c /proc/$(pgrep -u {{service}})/fd/3 > /var/backups/{{log}}-held.log.gz

zcat /var/backups/{{log}}-held.log.gz | wc -l

sed -i 's#/run/{{service}}.pid#/run/{{service}}/{{service}}.pid#' /etc/logrotate.d/{{service}}

kill -USR1 $(cat /run/{{service}}/{{service}}.pid)

lsof -nP -a -u {{service}} /var/log; df -h /var/log

curl -si http://localhost/orders -d '{"reference": "test-2", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'; tail -n 1 /var/log/{{service}}/{{log}}.log

journalctl -u {{service}} -n 3 --no-pager
