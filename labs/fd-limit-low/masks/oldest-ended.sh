# title: End the oldest stream when there are many
# expect: symptom-hidden not-fixed
cd /opt/{{service}}

sed -i 's/^        self.open\[id(stream)\] = stream$/        if len(self.open) > 90:\n            next(iter(self.open.values())).end()\n&/' streams.py

python3 -m py_compile streams.py && systemctl restart {{service}}
