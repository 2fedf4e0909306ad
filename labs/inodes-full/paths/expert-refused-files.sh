# title: From ENOSPC to the inodes, the files in incoming, and the way out that forgets them
# variants: refused-files

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'

journalctl -u {{service}} -n 30 --no-pager

df -h /var/spool/{{service}}; df -i /var/spool/{{service}}

du --inodes /var/spool/{{service}} | tail -n 4

find /var/spool/{{service}}/incoming -type f -mmin +60 | wc -l

file /var/spool/{{service}}/incoming/* | head -n 8; lsof +D /var/spool/{{service}}

journalctl -u {{service}}-sweeper -n 3 --no-pager

cat /opt/{{service}}/uploads.py

cp /opt/{{service}}/uploads.py /tmp/uploads.py.before

sed -i -e '/^        path.unlink()$/d' -e '/^        digest, head = self.save/,/^        return number/s/^/    /' /opt/{{service}}/uploads.py

sed -i -e 's/^            digest, head = self.save/        try:\n&/' -e 's/^            return number$/&\n        finally:\n            path.unlink(missing_ok=True)/' /opt/{{service}}/uploads.py

diff -u /tmp/uploads.py.before /opt/{{service}}/uploads.py

systemctl restart {{service}}; find /var/spool/{{service}}/incoming -name '*.part' -mmin +5 -delete

sleep 1; df -i /var/spool/{{service}}

link=$(curl -s http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}' | tee /dev/stderr | jq -r .link)

curl -i "http://localhost/v1/links/$link/documents?sha256=0" -d 'no PDF'; ls /var/spool/{{service}}/incoming | wc -l
