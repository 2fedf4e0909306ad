# title: Python's servers have a short backlog, so give it a long one
# variants: set-after-listen

systemctl restart {{service}}

sed -i 's/^    daemon_threads = True$/&\n    request_queue_size = 256/' /opt/{{service}}/server.py

systemctl restart {{service}}; sleep 1

curl -i http://{{ip_api}}:{{port}}/v1/prices/AX-100200
