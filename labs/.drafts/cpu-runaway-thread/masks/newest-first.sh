# title: Take the newest order first
# expect: symptom-hidden not-fixed
sed -i 's/return min(self.queue.glob/return max(self.queue.glob/' /opt/{{service}}/spool.py

systemctl restart {{service}} {{service}}-worker
