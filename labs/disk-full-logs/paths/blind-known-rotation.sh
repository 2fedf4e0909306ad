# title: Put in a rotation that works elsewhere, clear the log away, and restart
cat > /etc/logrotate.d/{{service}} <<'CONF'
/var/log/{{service}}/{{log}}.log {
    su {{service}} {{service}}
    size 1M
    rotate 4
    missingok
    compress
    copytruncate
}
CONF

mv /var/log/{{service}}/{{log}}.log /var/backups/

systemctl restart {{service}}

sleep 2; curl -i http://localhost/orders -d '{"reference": "test-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'
