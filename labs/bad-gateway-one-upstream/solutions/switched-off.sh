# title: Switch the new receipts off until they are mended
# variants: language-header
sed -i 's/^languages = true/languages = false/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}
