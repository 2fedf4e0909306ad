# title: Move the spool to the large disk
install -d -o {{service}} -g {{service}} /var/lib/{{service}} /var/lib/{{service}}/links /var/lib/{{service}}/incoming

sed -i 's#^folder = "/var/spool/.*#folder = "/var/lib/{{service}}"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} {{service}}-sweeper
