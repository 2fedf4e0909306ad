# A new tariff comes into force: the base rises by 137 cents, and the worker is restarted for it.
sed -i 's/^base_cents = .*/base_cents = '$(({{base}} + 137))'/' /etc/{{service}}/tariff.toml
systemctl restart {{service}}-worker
sleep 0.3
