# title: Let only the last 50 copies wait
# variants: archive
sed -i 's/^        self.waiting = collections.deque()$/        self.waiting = collections.deque(maxlen=50)/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
