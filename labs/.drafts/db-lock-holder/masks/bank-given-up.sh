# title: Give the bank half a second
# variants: slow-bank
# expect: symptom-hidden not-fixed
sed -i 's/^timeout_s = .*/timeout_s = 0.5/' /etc/{{job}}/{{job}}.toml

systemctl restart {{job}}
