# title: Let the storefront try again after 200 ms
# on: shop
# expect: not-fixed
cat > /tmp/fix.py <<'END'
path = "/opt/storefront/storefront.py"
text = open(path).read()
new = """async def patient(sku):
    for _ in range(20):
        try:
            return await asyncio.wait_for(price(sku), 0.2)
        except (OSError, TimeoutError):
            pass
    raise TimeoutError


async def page():
"""
text = text.replace("async def page():\n", new).replace("wait_for(price(sku)", "wait_for(patient(sku)")
open(path, "w").write(text)
END

python3 /tmp/fix.py; systemctl restart storefront
