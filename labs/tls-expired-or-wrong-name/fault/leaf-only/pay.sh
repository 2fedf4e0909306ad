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
  for ago in 86400 64800 43200 21600; do line $((last - ago)) '' "$right"; done
  line "$last" {{serial_new}} "$right"
} > "$work/log"

# nginx is about to start with the first certificate, or has.
until [ -e $log ]; do sleep 0.05; done
touch -d "@$last" $dir/*.pem
touch -d "@$((last - 4300))" /usr/local/sbin/renew-certificate
install -m 0600 "$work/log" $log
touch -d "@$last" $log
