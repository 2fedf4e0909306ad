# title: Run the site's own boot step for the name servers again
# variants: dead-first-nameserver
cat /etc/rc.local

/etc/rc.local

curl -si http://localhost/products/K-2
