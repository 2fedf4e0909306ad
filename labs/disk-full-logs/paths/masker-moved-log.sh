# title: Move the large log off the disk, and never ask why it got large
# variants: open-folder no-archive
curl -si http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'

systemctl status {{service}}

df -h

ls -lh /var/log/{{service}}

mv /var/log/{{service}}/{{log}}.log /var/backups/

systemctl reload {{service}}

df -h /var/log

curl -si http://localhost/orders -d '{"reference": "test-2", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'
