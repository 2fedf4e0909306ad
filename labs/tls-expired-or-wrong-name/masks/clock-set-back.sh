# title: Set the clock back
# on: shop
# variants: hook-skipped cron-path
# expect: not-fixed
date -s '-2 days'

systemctl restart storefront
