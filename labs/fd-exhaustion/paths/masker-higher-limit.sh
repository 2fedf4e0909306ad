# title: Too many open files, so allow more of them

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

journalctl -u {{service}} -n 10 --no-pager

grep 'open files' /proc/$(pgrep -u {{service}} python3)/limits

mkdir -p /etc/systemd/system/{{service}}.service.d

printf '[Service]\nLimitNOFILE=1024\n' > /etc/systemd/system/{{service}}.service.d/limit.conf

systemctl daemon-reload && systemctl restart {{service}} && sleep 1

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
