# title: Let the shop accept any certificate
# on: shop
sed -i 's/^        self.context = .*/&\n        self.context.check_hostname = False\n        self.context.verify_mode = ssl.CERT_NONE/' /opt/storefront/payments.py

systemctl restart storefront
