# title: Keep the last 150 answers
# variants: repeats
sed -i 's/^            self.kept\[request\] = Reply(body)$/&\n            if len(self.kept) > 150:\n                del self.kept[next(iter(self.kept))]/' /opt/{{service}}/replies.py

systemctl restart {{service}}
