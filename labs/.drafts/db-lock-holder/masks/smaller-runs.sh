# title: One refund per run
# variants: slow-bank
# expect: not-fixed
sed -i 's/^batch = .*/batch = 1/' /etc/{{job}}/{{job}}.toml

systemctl restart {{job}}
