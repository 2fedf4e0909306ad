# title: Halve a batch that the archive finds too large
# variants: archive
cd /opt/{{service}}

sed -i -e 's/^        if status != 200:$/        if status == 413 and len(lines) > 1:\n            self.send(lines[: len(lines) \/\/ 2])\n            self.send(lines[len(lines) \/\/ 2 :])\n            return\n&/' outbox.py

python3 -m py_compile outbox.py && systemctl restart {{service}}
