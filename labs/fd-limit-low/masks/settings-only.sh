# title: Raise the number in the settings, above what the unit gives
# expect: not-fixed
# variants: unit
sed -i 's/^open_files = .*/open_files = 65536/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
