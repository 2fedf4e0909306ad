# title: Call listen a second time, with the setting
# variants: set-after-listen
sed -i 's/^    server.request_queue_size = \(.*\)$/    server.socket.listen(\1)/' /opt/{{service}}/main.py

systemctl restart {{service}} && tail -n 12 /opt/{{service}}/main.py
