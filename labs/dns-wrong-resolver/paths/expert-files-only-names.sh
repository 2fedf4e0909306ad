# title: dig finds the name and nothing else does, so read the order of lookups
# variants: files-only-names

curl -i http://localhost/products/K-1042

journalctl -u {{service}} -n 10 --no-pager

cat /etc/{{service}}/{{service}}.ini

dig +short {{backend}}.prod.{{company}}.internal

curl -sS http://{{backend}}.prod.{{company}}.internal:{{backend_port}}/stock/K-1042

curl -sS http://{{ip_stock}}:{{backend_port}}/stock/K-1042

strace -f -e trace=openat,connect getent ahosts {{backend}}.prod.{{company}}.internal

cat /etc/resolv.conf; grep ^hosts: /etc/nsswitch.conf

diff /usr/share/libc-bin/nsswitch.conf /etc/nsswitch.conf

sed -i '/^hosts:/s/ *\[NOTFOUND=return\]//' /etc/nsswitch.conf

getent ahosts {{backend}}.prod.{{company}}.internal

curl -s -w '%{http_code} %{time_total}\n' http://localhost/products/K-1042
