# title: Give the class a backlog of its own
# variants: set-after-listen
sed -i 's/^    daemon_threads = True$/&\n    request_queue_size = 256/' /opt/{{service}}/server.py

systemctl restart {{service}}
