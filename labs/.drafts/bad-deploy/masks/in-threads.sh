# title: Ask for all articles at the same time, in threads
# variants: delivery-calls
cat > /tmp/change.py <<'END'
path = "/opt/{{service}}/releases/3.8.0/basket.py"
text = open(path).read()
text = text.replace("import logging\n", "import logging\nfrom concurrent.futures import ThreadPoolExecutor\n")
text = text.replace("            days = self.stock.delivery_days(sku, region)\n", "            days = found[sku]\n")
text = text.replace("        items = []\n", """        def one(sku):
            self.stock.start_count()
            return sku, self.stock.delivery_days(sku, region)
        with ThreadPoolExecutor(24) as threads:
            found = dict(threads.map(one, skus))
        items = []
""")
open(path, "w").write(text)
END

python3 /tmp/change.py

systemctl restart {{service}}
