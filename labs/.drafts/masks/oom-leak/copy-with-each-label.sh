# variant archive: batch_bytes stays at 8 MB; each request brings its own copy at once, so at most eight (2.0 MB) ever wait with the nine who ask. Once the archive is away for half a second nine or more wait, are refused with 413 for ever, and memory grows as before; labels now hang with the archive too. checks/archived.py:16 and checks/labels.py never meet an archive that is away (the scene's always answers)
# title: Send each copy at once, with its label
# variants: archive
sed -i 's/^        self.waiting.append(line)$/&\n        self.deliver()/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
