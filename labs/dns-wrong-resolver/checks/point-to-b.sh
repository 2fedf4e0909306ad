printf '%s\n' '{{ip_spare}} {{backend}}.prod.{{company}}.internal' '{{ip_web}} {{service}}.prod.{{company}}.internal' > /etc/dnsmasq.hosts/prod
for _ in $(seq 60); do
  [ "$(dig +short +time=1 +tries=1 @127.0.0.1 {{backend}}.prod.{{company}}.internal)" = '{{ip_spare}}' ] && exit 0
  sleep 0.1
done
exit 1
