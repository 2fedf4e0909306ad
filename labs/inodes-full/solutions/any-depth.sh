# title: Let the sweeper look at any depth
# variants: old-layout
sed -i 's#"links/\*.json"#"links/**/*.json"#' /etc/{{service}}/{{service}}.toml && systemctl restart {{service}}-sweeper

journalctl -u {{service}}-sweeper -n 2 --no-pager
