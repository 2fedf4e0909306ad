# title: Move the log to a larger disk, where nothing rotates it
install -d -o {{service}} /var/lib/{{service}}

sed -i 's#^file = .*#file = "/var/lib/{{service}}/{{log}}.log"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
