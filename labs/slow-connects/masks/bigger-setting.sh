# title: Raise the backlog in the settings
# expect: not-fixed
sed -i 's/^backlog = .*/backlog = 4096/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
