# title: Throw all answers away whenever there are more than 60
# expect: not-fixed symptom-hidden
# variants: repeats
sed -i 's/^            self.kept\[request\] = Reply(body)$/            if len(self.kept) > 60:\n                self.kept.clear()\n&/' /opt/{{service}}/replies.py

systemctl restart {{service}}
