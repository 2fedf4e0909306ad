rm -f /run/{{service}}/.seen
if [ -f /run/{{service}}/.tariff.before ]; then
  cat /run/{{service}}/.tariff.before > /etc/{{service}}/tariff.toml
  rm -f /run/{{service}}/.tariff.before
  systemctl restart {{service}}-worker
fi
