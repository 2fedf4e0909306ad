# title: From the 504 to the lookup, from the lookup to a server that is gone
# variants: dead-first-nameserver

for n in 1 2 3; do curl -s -w '%{http_code} %{time_total}\n' http://localhost/products/K-104$n; done

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost:{{port}}/products/K-1042

journalctl -u {{service}} -n 10 --no-pager

cat /etc/{{service}}/{{service}}.ini

curl -s -o /dev/null -w 'lookup %{time_namelookup}  connect %{time_connect}  total %{time_total}\n' http://{{backend}}.prod.{{company}}.internal:{{backend_port}}/stock/K-1042

grep ^hosts: /etc/nsswitch.conf; cat /etc/hosts /etc/resolv.conf

dig {{backend}}.prod.{{company}}.internal

dig +short @{{ip_dns}} {{backend}}.prod.{{company}}.internal

# Where does resolv.conf come from at boot?
cat /etc/rc.local

cp /etc/resolv.conf /tmp/resolv.conf.before

printf 'search prod.{{company}}.internal\nnameserver {{ip_dns}}\n' > /etc/resolv.conf

getent ahosts {{backend}}.prod.{{company}}.internal

curl -s -w '%{http_code} %{time_total}\n' http://localhost/products/K-1042
