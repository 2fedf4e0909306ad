# title: Four labels at a time
# variants: archive
sed -i 's/^            if batch and size + len(line) > self.batch_bytes:$/            if len(batch) == 4:/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
