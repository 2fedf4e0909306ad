# title: Raise the number a little above today's
# variants: settings
sed -i 's/^open_files = .*/open_files = 220/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
