# title: A restart, then a change that was made elsewhere before
# variants: delivery-calls
systemctl restart {{service}}

cd /opt/{{service}}/releases && sed -i -e 's/def delivery_days(self, sku, region)/def delivery_days(self, skus, region)/' -e 's/{"skus": sku, "region": region})\[sku\]/{"skus": ",".join(skus), "region": region})/' 3.8.0/stock.py

sed -i -e 's/^        items = \[\]/        days = self.stock.delivery_days(skus, region)\n&/' -e '/^            days = self.stock/d' -e 's/"delivery_days": days}/"delivery_days": days[sku]}/' 3.8.0/basket.py

systemctl restart {{service}}
