# title: 3.7.5: the old release with the new field
cd /opt/{{service}}/releases && cp -a 3.7.4 3.7.5 && echo 3.7.5 > 3.7.5/VERSION

cp 3.8.0/api.py 3.7.5/

cat > /tmp/fix.py <<'END'
base = "/opt/{{service}}/releases/3.7.5/"
stock = open(base + "stock.py").read()
stock = stock.replace("    def get(self, path, query):\n", '''    def delivery_days(self, skus, region):
        return self.get("/v1/delivery", {"skus": ",".join(skus), "region": region})

    def get(self, path, query):
''')
open(base + "stock.py", "w").write(stock)
basket = open(base + "basket.py").read()
basket = basket.replace("def answer(self, skus):", "def answer(self, skus, postcode):")
basket = basket.replace('''        items = [{"sku": sku, "cents": prices[sku]} for sku in skus]
''', '''        days = self.stock.delivery_days(skus, postcode[:2])
        items = [{"sku": sku, "cents": prices[sku], "delivery_days": days[sku]} for sku in skus]
''')
open(base + "basket.py", "w").write(basket)
END

python3 /tmp/fix.py && release 3.7.5
