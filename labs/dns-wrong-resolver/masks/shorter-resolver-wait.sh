# title: Make the resolver give up sooner
# variants: dead-first-nameserver
# expect: not-fixed symptom-hidden
echo 'options timeout:1 attempts:1' >> /etc/resolv.conf

curl -s http://localhost/products/K-1
