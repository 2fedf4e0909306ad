# title: Let the shop use the name that is in the certificate
# on: shop
# variants: wrong-names
sed -i 's#^url = .*#url = "https://{{service}}-{{site}}.{{company}}.internal"#' /etc/storefront/storefront.toml

systemctl restart storefront
