# title: A thread that drops what is too old, once a second
# variants: repeats
cat >> /opt/{{service}}/replies.py <<'EOF'

    def sweep(self):
        while True:
            time.sleep(1)
            with self.lock:
                end = time.monotonic() - self.repeat_s
                self.kept = {request: reply for request, reply in self.kept.items() if reply.at >= end}
EOF

sed -i 's/^        self.lock = threading.Lock()$/&\n        threading.Thread(target=self.sweep, daemon=True).start()/' /opt/{{service}}/replies.py

systemctl restart {{service}}
