# title: Raise the number in the settings
# variants: settings
sed -i 's/^open_files = .*/open_files = 1024/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
