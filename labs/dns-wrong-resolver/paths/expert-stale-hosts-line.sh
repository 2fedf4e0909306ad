# title: Programs and DNS give two addresses for one name, so look for who gives the other one
# variants: stale-hosts-line

curl -i http://localhost/products/K-1042

curl -s -w '%{http_code} %{time_total}\n' http://localhost:{{port}}/products/K-1042

journalctl -u {{service}} -n 10 --no-pager

cat /etc/{{service}}/{{service}}.ini

curl -sv -m 5 http://{{backend}}.prod.{{company}}.internal:{{backend_port}}/stock/K-1042

ip neigh

dig +short {{backend}}.prod.{{company}}.internal

curl -sS http://{{ip_stock}}:{{backend_port}}/stock/K-1042

grep ^hosts: /etc/nsswitch.conf; grep -n {{backend}} /etc/hosts

cp /etc/hosts /tmp/hosts.before

grep -v '{{backend}}\.prod' /tmp/hosts.before > /etc/hosts

getent ahosts {{backend}}.prod.{{company}}.internal

curl -s -w '%{http_code} %{time_total}\n' http://localhost/products/K-1042
