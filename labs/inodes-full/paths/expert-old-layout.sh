# title: From ENOSPC to the inodes, the links, and a sweeper that sees none of them
# variants: old-layout

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'

journalctl -u {{service}} -n 15 --no-pager

df -h /var/spool/{{service}}; df -i /var/spool/{{service}}

du --inodes /var/spool/{{service}} | tail -n 4

find /var/spool/{{service}}/links -type f -mmin +60 | wc -l

cat $(find /var/spool/{{service}}/links -type f | head -n 3); date +%s

journalctl -u {{service}}-sweeper -n 5 --no-pager

cat /etc/{{service}}/{{service}}.toml

grep -n 'return self.folder' /opt/{{service}}/links.py

sed -i 's#^files = "links/\*.json"#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}-sweeper; sleep 1

journalctl -u {{service}}-sweeper -n 2 --no-pager

df -i /var/spool/{{service}}

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 1}'

sleep 6; journalctl -u {{service}}-sweeper -n 1 --no-pager
