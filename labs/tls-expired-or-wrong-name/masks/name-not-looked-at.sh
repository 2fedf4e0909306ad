# title: Let the shop overlook the name in the certificate
# on: shop
# variants: wrong-names
sed -i 's/^        self.context = .*/&\n        self.context.check_hostname = False/' /opt/storefront/payments.py

systemctl restart storefront
