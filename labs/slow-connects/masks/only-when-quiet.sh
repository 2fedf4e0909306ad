# title: Push only after a second and a half without a request
# variants: push-between-accepts
sed -i -e 's/^    daemon_threads = True$/&\n    seen, quiet_since = 0, time.monotonic()/' -e 's/^        self.push.tick()$/        if self.counters.requests != self.seen:\n            self.seen, self.quiet_since = self.counters.requests, time.monotonic()\n        if time.monotonic() - self.quiet_since > 1.5:\n            self.push.tick()/' /opt/{{service}}/server.py

systemctl restart {{service}}; sed -n '/^class Server/,/^class Handler/p' /opt/{{service}}/server.py
