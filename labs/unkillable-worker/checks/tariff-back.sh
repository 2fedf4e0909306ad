pkill -KILL '^minutes'
if grep -q '^base_cents = '$(({{base}} + 137))'$' /etc/{{service}}/tariff.toml; then
  sed -i 's/^base_cents = .*/base_cents = {{base}}/' /etc/{{service}}/tariff.toml
  systemctl restart {{service}}-worker
fi
