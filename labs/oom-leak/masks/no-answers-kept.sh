# title: Keep no answers at all
# expect: not-fixed
# variants: repeats
sed -i 's/^            self.kept\[request\] = Reply(body)$/            pass/' /opt/{{service}}/replies.py

systemctl restart {{service}}
