# title: Let the storefront wait longer
# on: shop

journalctl -u storefront -n 10 --no-pager

systemctl restart storefront

sed -i -e 's/^TIMEOUT_S = .*/TIMEOUT_S = 30/' -e 's/^LATE_S = .*/LATE_S = 10/' /opt/storefront/storefront.py

systemctl restart storefront; sleep 3

journalctl -u storefront -n 10 --no-pager
