# title: Stop the unit, and run a mended copy by hand
systemctl stop {{service}}; cp -r /opt/{{service}} /tmp/{{service}}; sed 's#^url = .*#url = ""#' /etc/{{service}}/{{service}}.toml > /tmp/{{service}}/{{service}}.toml

sed -i 's/^    daemon_threads = True$/&\n    request_queue_size = 256/' /tmp/{{service}}/server.py

setsid setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /tmp/{{service}}/main.py --config /tmp/{{service}}/{{service}}.toml > /dev/null 2>&1 < /dev/null &

sleep 1; ss -lntp
