# title: Drop a batch that the archive did not take
# variants: archive
sed -i 's/^                self.refused += 1$/&\n                self.waiting.clear()/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
