# title: Let the shop accept any certificate
# on: shop
journalctl -u storefront -n 10 --no-pager

sed -i 's/^        self.context = .*/&\n        self.context.check_hostname = False\n        self.context.verify_mode = ssl.CERT_NONE/' /opt/storefront/payments.py

systemctl restart storefront && sleep 1

curl -s http://localhost:{{shop_port}}/orders -d '{"reference": "t-2", "amount_cents": 250}'
