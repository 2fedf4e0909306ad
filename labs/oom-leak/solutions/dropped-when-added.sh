# title: Drop what is too old whenever an answer is added
# variants: repeats
cp /opt/{{service}}/replies.py /root/replies.py.before

sed -i 's/^            self.kept\[request\] = Reply(body)$/&\n            end = time.monotonic() - self.repeat_s\n            while self.kept[next(iter(self.kept))].at < end:\n                del self.kept[next(iter(self.kept))]/' /opt/{{service}}/replies.py

python3 -m py_compile /opt/{{service}}/replies.py && systemctl restart {{service}}
