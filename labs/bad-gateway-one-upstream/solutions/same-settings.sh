# title: Give the instance the settings of its neighbour, but for port and terminal
diff /etc/{{service}}/1.toml /etc/{{service}}/2.toml

sed -e 's/^port = .*/port = {{port}}{{first}}/' -e 's/^terminal = .*/terminal = "{{tid}}1{{first}}"/' /etc/{{service}}/{{other}}.toml > /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}
