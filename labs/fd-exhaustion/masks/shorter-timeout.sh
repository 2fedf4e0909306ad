# title: Give up on the catalog sooner
sed -i 's/^timeout_s = .*/timeout_s = 0.5/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
