# title: The right address in the hosts file
# expect: symptom-hidden
h=$(grep -v '{{backend}}\.prod' /etc/hosts; echo '{{ip_stock}} {{backend}}.prod.{{company}}.internal')

echo "$h" > /etc/hosts

curl -s http://localhost/products/K-1
