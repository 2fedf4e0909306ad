# title: Roll back, and have the old release say three days
release 3.7.4

sed -i 's/{"sku": sku, "cents": prices\[sku\]}/{"sku": sku, "cents": prices[sku], "delivery_days": 3}/' /opt/{{service}}/releases/3.7.4/basket.py

systemctl restart {{service}}
