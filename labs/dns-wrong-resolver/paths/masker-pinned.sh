# title: Look a little, then pin the right address in the hosts file

curl -i http://localhost/products/K-1042

journalctl -u {{service}} -n 20 --no-pager

dig +short {{backend}}.prod.{{company}}.internal @{{ip_dns}}

cat /etc/hosts

grep -v '{{backend}}\.prod' /etc/hosts > /tmp/hosts

echo '{{ip_stock}} {{backend}}.prod.{{company}}.internal' >> /tmp/hosts

cp /tmp/hosts /etc/hosts

time curl -s http://localhost/products/K-1042
