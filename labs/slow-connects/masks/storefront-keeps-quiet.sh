# title: Stop the storefront's reports of late pages
# on: shop
# expect: not-fixed
sed -i 's/log.warning(/log.debug(/' /opt/storefront/storefront.py

systemctl restart storefront
