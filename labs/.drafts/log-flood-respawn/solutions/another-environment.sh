# title: Let caretaker read the environment file of the unit
# variants: debug-left
sed -i 's#^env_file = .*#env_file = "/etc/default/{{agent}}"#' /etc/caretaker/{{agent}}.toml

mv /srv/{{service}}/log/{{agent}}.log /var/backups/

pkill -f /opt/{{agent}}/main.py
