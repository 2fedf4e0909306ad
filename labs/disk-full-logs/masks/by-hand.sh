# title: Correct the path, and run the program by hand with its unit masked
# variants: wrong-pid-file
sed -i 's#/run/{{service}}.pid#/run/{{service}}/{{service}}.pid#' /etc/logrotate.d/{{service}}

systemctl stop {{service}}

mv /etc/systemd/system/{{service}}.service /root/ && systemctl mask {{service}}

nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{service}}/main.py --config /etc/{{service}}/{{service}}.toml > /dev/null 2>&1 &

until curl -fs localhost:{{port}}/healthz; do sleep 0.1; done
