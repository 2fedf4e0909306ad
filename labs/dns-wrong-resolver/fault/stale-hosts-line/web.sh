IFS=. read -r a b c d <<< '{{ip_dns}}'
printf '%s\n' "$a.$b.$c.$((d / 16 * 16 + 13))	{{backend}}.prod.{{company}}.internal {{backend}}" >> /etc/hosts
