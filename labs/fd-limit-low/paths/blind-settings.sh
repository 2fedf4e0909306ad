# title: Put larger numbers into the settings that came on Tuesday
# variants: settings

systemctl restart {{service}}

sed -i -e 's/^open_files = .*/open_files = 1000/' -e 's/^connections = .*/connections = 20/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 2

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
