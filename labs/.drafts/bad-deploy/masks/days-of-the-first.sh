# title: Ask for the delivery of the first article only
# variants: delivery-calls
sed -i 's/delivery_days(sku, region)/delivery_days(skus[0], region) if not items else days/' /opt/{{service}}/releases/3.8.0/basket.py

systemctl restart {{service}}
