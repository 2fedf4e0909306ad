# title: 3.8.1: ask for the delivery of a whole basket at once
# variants: delivery-calls
cd /opt/{{service}}/releases && cp -a 3.8.0 3.8.1 && echo 3.8.1 > 3.8.1/VERSION

sed -i -e 's/def delivery_days(self, sku, region)/def delivery_days(self, skus, region)/' -e 's/{"skus": sku, "region": region})\[sku\]/{"skus": ",".join(skus), "region": region})/' 3.8.1/stock.py

sed -i -e 's/^        items = \[\]/        days = self.stock.delivery_days(skus, region)\n&/' -e '/^            days = self.stock/d' -e 's/"delivery_days": days}/"delivery_days": days[sku]}/' 3.8.1/basket.py

release 3.8.1
