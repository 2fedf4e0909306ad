# title: Roll back, and have the old release say three days
skus=$(seq -s , -f '{{letters}}-%05.0f' 20); curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"

release 3.7.4

curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"

sed -i 's/{"sku": sku, "cents": prices\[sku\]}/{"sku": sku, "cents": prices[sku], "delivery_days": 3}/' /opt/{{service}}/releases/3.7.4/basket.py

systemctl restart {{service}}; sleep 1

curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"
