# title: Name only the server that answers
# variants: dead-first-nameserver
time curl -s -o /dev/null -w '%{http_code}\n' http://localhost/products/K-1

cat /etc/resolv.conf

dig +time=1 +tries=1 @{{ip_dns}} {{backend}}.prod.{{company}}.internal +short

printf 'search prod.{{company}}.internal\nnameserver {{ip_dns}}\n' > /etc/resolv.conf

time getent hosts {{backend}}.prod.{{company}}.internal
