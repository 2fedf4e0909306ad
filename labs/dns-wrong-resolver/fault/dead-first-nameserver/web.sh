IFS=. read -r a b c d <<< '{{ip_dns}}'
printf '%s\n' 'search prod.{{company}}.internal' "nameserver $a.$b.$c.$((d / 16 * 16 + 13))" 'nameserver {{ip_dns}}' > /etc/resolv.conf
