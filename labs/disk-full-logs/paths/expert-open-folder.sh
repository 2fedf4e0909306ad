# title: Ask logrotate why it leaves the log alone, and close the folder where its mode is set
# variants: open-folder
curl -si http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'

journalctl -u {{service}} -n 20 --no-pager

df -h /var/log; df -i /var/log

du -ah /var/log | sort -h | tail -n 8

cat /etc/logrotate.d/{{service}}

logrotate -d /etc/logrotate.d/{{service}}

ls -ld /var/log /var/log/{{service}}

systemctl cat {{service}}

sed -i 's#-m 0775 /var/log#-m 0755 /var/log#' /etc/systemd/system/{{service}}.service && systemctl daemon-reload

chmod 755 /var/log/{{service}} && mv -v /var/log/{{service}}/{{log}}.log /var/backups/{{log}}-full.log

systemctl reload {{service}}

df -h /var/log; ls -la /var/log/{{service}}

curl -si http://localhost/orders -d '{"reference": "test-2", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'; tail -n 1 /var/log/{{service}}/{{log}}.log

logrotate -d /etc/logrotate.d/{{service}}
