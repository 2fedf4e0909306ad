# title: Let the storefront wait longer, and call late what is later
# on: shop
# expect: not-fixed
sed -i -e 's/^TIMEOUT_S = .*/TIMEOUT_S = 30/' -e 's/^LATE_S = .*/LATE_S = 10/' /opt/storefront/storefront.py

systemctl restart storefront
