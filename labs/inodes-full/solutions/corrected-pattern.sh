# title: Let the sweeper look where the links lie
# variants: old-layout
df -i /var/spool/{{service}}

sed -i 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}-sweeper

sleep 1; df -i /var/spool/{{service}}
