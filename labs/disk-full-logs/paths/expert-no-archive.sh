# title: Ask logrotate why it leaves the log alone, and let it make its archive
# variants: no-archive
curl -si http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'

journalctl -u {{service}} -n 20 --no-pager

df -h /var/log; df -i /var/log

du -ah /var/log | sort -h | tail -n 8

cat /etc/logrotate.d/{{service}}

logrotate -d /etc/logrotate.d/{{service}}

lsof -nP -a -u {{service}} /var/log; ls -la /var/log/{{service}}

# /var/log is empty after a boot, so a folder made by hand would be gone by then.

sed -i 's#^    olddir .*#&\n    createolddir 0750 {{service}} {{service}}#' /etc/logrotate.d/{{service}}

mv -v /var/log/{{service}}/{{log}}.log /var/backups/{{log}}-full.log

systemctl reload {{service}}

logrotate -v /etc/logrotate.d/{{service}}

ls -ld /var/log/{{service}}/archive; logrotate -d /etc/logrotate.d/{{service}}

curl -si http://localhost/orders -d '{"reference": "test-2", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'; tail -n 1 /var/log/{{service}}/{{log}}.log

df -h /var/log
