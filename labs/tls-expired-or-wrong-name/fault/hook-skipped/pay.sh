set -euo pipefail
dir=/etc/tls/{{service}}
log=/var/log/renew-certificate.log
right={{service}}.{{company}}.internal,{{host_pay}}.{{company}}.internal
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# The last minute 17 of every sixth hour, in Unix time.
last=$(( ($(date +%s) - 1020) / 21600 * 21600 + 1020 ))

# What the renewal wrote into its log at a moment, of a serial number (or any) and names.
line() {
  printf '%s new certificate for %s: serial=%s notAfter=%s\n' "$(date -u -d "@$1" +%FT%TZ)" "${3//,/ }" \
    "${2:-$(printf %08X $((0x10000000 + RANDOM * 49000)))}" "$(date -u -d "@$(($1 + 86400))" '+%b %e %T %Y GMT')"
}
{
  for ago in 43200 21600; do line $((last - ago - 86400)) '' "$right"; done
  line $((last - 86400)) {{serial_old}} "$right"
  for ago in 64800 43200 21600; do line $((last - ago)) '' "$right"; done
  line "$last" {{serial_new}} "$right"
} > "$work/log"

# nginx is about to start with the first certificate, or has.
until [ -e $log ]; do sleep 0.05; done
# A new certificate lies on disk, and nobody has told nginx.
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/privkey.pem" -out "$work/request.pem" \
  -subj "/CN=${right%%,*}" -addext "subjectAltName=DNS:${right//,/,DNS:}" 2> /dev/null
jq -n --rawfile csr "$work/request.pem" --argjson at "$last" '{csr: $csr, not_before: $at, serial: "{{serial_new}}"}' \
  | curl -fsS -m 5 -H 'Authorization: Bearer {{token}}' --data @- http://{{ip_ca}}:{{ca_port}}/certificates > "$work/answer.json"
jq -re .certificate "$work/answer.json" > "$work/cert.pem"
jq -re '.certificate, .chain[]' "$work/answer.json" > "$work/fullchain.pem"
# nginx reads its files twice before it is up: to test them, and then to use them.
until openssl s_client -connect 127.0.0.1:443 < /dev/null > /dev/null 2>&1; do sleep 0.05; done
for file in privkey cert fullchain; do install -m 0600 "$work/$file.pem" "$dir/$file.pem"; done
touch -d "@$last" $dir/*.pem
mv /etc/tls/hooks/nginx /etc/tls/hooks/nginx.sh
touch -d "@$((last - 86400 + 7211))" /etc/tls/hooks/nginx.sh /etc/tls/hooks
install -m 0600 "$work/log" $log
touch -d "@$last" $log
