printf '%s\n' '{{ip_pay}} {{service}}.{{company}}.internal' '{{ip_pay}} {{service}}-{{site}}.{{company}}.internal' \
  '{{ip_pay}} {{host_pay}}.{{company}}.internal' '{{ip_shop}} shop.{{company}}.internal' '{{ip_ca}} ca.{{company}}.internal' > /etc/dnsmasq.hosts/prod
for _ in $(seq 60); do
  [ "$(dig +short +time=1 +tries=1 @127.0.0.1 {{service}}.{{company}}.internal)" = '{{ip_pay}}' ] && exit 0
  sleep 0.1
done
exit 1
