# title: Let the log go to a larger disk
# variants: debug-left
install -d -o {{service}} /var/log/{{agent}}

sed -i 's#^file = .*#file = "/var/log/{{agent}}/{{agent}}.log"#' /etc/{{agent}}/{{agent}}.toml

mv /srv/{{service}}/log/{{agent}}.log /var/log/{{agent}}/; systemctl restart caretaker
