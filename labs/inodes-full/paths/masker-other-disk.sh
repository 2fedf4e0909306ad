# title: Move the spool to where there is room

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'

journalctl -u {{service}} -n 5 --no-pager

install -d -o {{service}} -g {{service}} /var/lib/{{service}} /var/lib/{{service}}/links /var/lib/{{service}}/incoming

sed -i 's#^folder = "/var/spool/.*#folder = "/var/lib/{{service}}"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} {{service}}-sweeper; sleep 1

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'
