# variant repeats: fifty answers are two and a half seconds at the ordinary twenty parcels a second, and half a second in a burst; three were promised, else a parcel has two labels. checks/labels.py:53-62 repeats four of a batch of twenty as soon as the batch is answered (about 0.3 s, some 30 labels later), never after two and a half seconds
# title: Keep the last fifty answers
# variants: repeats
sed -i 's/^            self.kept\[request\] = Reply(body)$/&\n            if len(self.kept) > 50:\n                del self.kept[next(iter(self.kept))]/' /opt/{{service}}/replies.py

systemctl restart {{service}}
