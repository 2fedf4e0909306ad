# title: Find the inodes gone, and remove old files

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'

journalctl -u {{service}} -n 5 --no-pager

df -h /var/spool/{{service}}; df -i /var/spool/{{service}}

find /var/spool/{{service}} -type f -mmin +30 -delete

df -i /var/spool/{{service}}

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'
