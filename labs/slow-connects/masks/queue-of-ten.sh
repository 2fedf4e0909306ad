# title: Double the length of the queue
# variants: set-after-listen
# expect: not-fixed symptom-hidden
sed -i 's/^    daemon_threads = True$/&\n    request_queue_size = 10/' /opt/{{service}}/server.py

systemctl restart {{service}}
