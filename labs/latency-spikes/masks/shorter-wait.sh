# title: Let requests give up after half a second
# expect: not-fixed
# variants: one-moment
sed -i 's/^timeout_s = .*/timeout_s = 0.5/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
