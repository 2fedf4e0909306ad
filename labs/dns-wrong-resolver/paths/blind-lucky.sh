# title: The hardening script must have broken lookups, it did at the last place
# variants: files-only-names

sed -i 's/^hosts:.*/hosts: files dns/' /etc/nsswitch.conf

curl -i http://localhost/products/K-1042
