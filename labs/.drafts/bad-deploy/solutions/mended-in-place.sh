# title: Mend 3.8.0 where it lies, and leave the client as it is
# variants: delivery-calls
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/releases/3.8.0/basket.py"
text = open(path).read()
text = text.replace("        items = []\n        for sku in skus:\n            days = self.stock.delivery_days(sku, region)\n",
                    "        items = []\n        all_days = self.stock.get('/v1/delivery', {'skus': ','.join(skus), 'region': region})\n        for sku in skus:\n            days = all_days[sku]\n")
open(path, "w").write(text)
END

python3 /tmp/fix.py

systemctl restart {{service}}
