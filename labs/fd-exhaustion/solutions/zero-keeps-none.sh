# title: Let a bound of 0 mean that nothing is kept
# variants: no-bound
sed -i 's/surplus = .*/surplus = self.idle[: len(self.idle) - self.max_idle]/' /opt/{{service}}/pool.py

systemctl restart {{service}} && curl -s localhost/metrics
