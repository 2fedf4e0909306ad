# title: Leave the limit to the unit
# variants: settings
sed -i '/^open_files = /d' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
