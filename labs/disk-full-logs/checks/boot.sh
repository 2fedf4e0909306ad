# /var/log is in memory: a start of the machine leaves no folder in it but those that something makes again. What these hold is kept
# beside them, so that no record is lost.
for folder in /var/log/*/ /var/log/{{service}}/*/; do
  case $folder in
    /var/log/nginx/ | /var/log/{{service}}/ | *.before-*/ | *'/*/') ;;
    *) mv "${folder%/}" "${folder%/}.before-$(date +%s)" ;;
  esac
done
# Whatever makes folders then, beside the service's own unit, which is restarted next.
{
  cat /etc/tmpfiles.d/*.conf | awk '$1 ~ /^d/ { print $2 }' | xargs -r mkdir -p
  [ ! -f /etc/rc.local ] || timeout 5 sh /etc/rc.local
  for unit in /etc/systemd/system/multi-user.target.wants/*.service; do
    if grep -q '^Type=oneshot' "$unit"; then timeout 5 systemctl restart "$(basename "$unit")"; fi
  done
  { cat /etc/crontab /etc/cron.d/* | sed -n 's/^@reboot[[:space:]]*[^[:space:]]*//p'; crontab -l | sed -n 's/^@reboot//p'; } | timeout 5 sh
} < /dev/null > /dev/null 2>&1
true
