# title: Let the shop pay over plain HTTP
# on: shop
sed -i 's#^url = .*#url = "http://{{service}}.{{company}}.internal:{{port}}"#' /etc/storefront/storefront.toml

systemctl restart storefront
