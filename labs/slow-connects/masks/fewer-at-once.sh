# title: Let the storefront ask for four prices at a time
# on: shop
# expect: not-fixed
sed -i -e 's/^async def page():$/gate = asyncio.Semaphore(4)\nasync def one(sku):\n    async with gate:\n        return await price(sku)\n&/' -e 's/asyncio.wait_for(price(sku), TIMEOUT_S)/one(sku)/' /opt/storefront/storefront.py

systemctl restart storefront
