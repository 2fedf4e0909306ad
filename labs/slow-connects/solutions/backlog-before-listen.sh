# title: Hand the backlog over before the server listens
# variants: set-after-listen
sed -i '/^    server.request_queue_size = /d' /opt/{{service}}/main.py

sed -i 's/^    server = Server(/    Server.request_queue_size = config["server"]["backlog"]\n&/' /opt/{{service}}/main.py

systemctl restart {{service}}; sleep 0.5; ss -lnt
