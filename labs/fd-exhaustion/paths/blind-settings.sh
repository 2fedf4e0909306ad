# title: Put another number into the settings that came on Tuesday
# variants: no-bound

systemctl restart {{service}}

cat /etc/{{service}}/{{service}}.toml

sed -i 's/^max_idle = .*/max_idle = 8/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 1

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
