# title: Run {{agent}} by hand at level info, with caretaker stopped
# variants: debug-left
# expect: symptom-hidden not-fixed
systemctl disable --now caretaker; truncate -s 0 /srv/{{service}}/log/{{agent}}.log

LOG_LEVEL=info nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{agent}}/main.py --config /etc/{{agent}}/{{agent}}.toml > /dev/null 2>&1 &

sleep 0.5
