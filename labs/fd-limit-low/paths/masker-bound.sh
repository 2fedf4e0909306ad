# title: Too many connections, so allow fewer of them

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

journalctl -u {{service}} -n 10 --no-pager

ls /proc/$(pgrep -u {{service}} python3)/fd | wc -l

cat /etc/{{service}}/{{service}}.toml

sed -i 's/^max_open = .*/max_open = 100/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 2

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
