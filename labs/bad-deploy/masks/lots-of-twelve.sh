# title: Ask for the delivery in lots of twelve articles
# variants: delivery-calls
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/releases/3.8.0/basket.py"
text = open(path).read()
text = text.replace("            days = self.stock.delivery_days(sku, region)\n", "            days = known[sku]\n")
text = text.replace("        items = []\n", """        known = {}
        for at in range(0, len(skus), 12):
            known.update(self.stock.get("/v1/delivery", {"skus": ",".join(skus[at : at + 12]), "region": region}))
        items = []
""")
open(path, "w").write(text)
END

python3 /tmp/fix.py && systemctl restart {{service}}
