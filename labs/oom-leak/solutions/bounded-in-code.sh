# title: Let the code know what the archive takes
# variants: archive
sed -i -e 's/^        self.batch_bytes = batch_bytes$/        self.batch_bytes = min(batch_bytes, MAX_BATCH_BYTES)/' -e 's/^class ArchiveError/# The gateway answers 413 to more.\nMAX_BATCH_BYTES = 2 * 1024 * 1024\n\n\n&/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
