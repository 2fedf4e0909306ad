# title: Take the action out of the line of hosts
# variants: files-only-names
sed -i '/^hosts:/s/ *\[NOTFOUND=return\]//' /etc/nsswitch.conf

systemctl restart {{service}}

curl -s http://localhost/products/K-1
