# title: See a full disk, restart, and go back to bed
# variants: wrong-pid-file
curl -si http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'

journalctl -u {{service}} -n 20 --no-pager

df -h

systemctl restart {{service}}

df -h /var/log

sleep 2; curl -si http://localhost/orders -d '{"reference": "test-2", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'
