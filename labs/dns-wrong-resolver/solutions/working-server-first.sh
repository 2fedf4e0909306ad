# title: Put the server that answers first
# variants: dead-first-nameserver
r=$(tac /etc/resolv.conf)

echo "$r" > /etc/resolv.conf

time getent ahosts {{backend}}.prod.{{company}}.internal
