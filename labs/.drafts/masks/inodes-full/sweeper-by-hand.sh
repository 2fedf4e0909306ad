# variant old-layout: the unit and its settings stay wrong; a second sweeper runs from the shell with a copy of the settings, until the next boot. checks/restart.sh:2 restarts only the units (and says nothing where the sweeper's is disabled), and no step looks at which process swept
# title: Run a second sweeper by hand, with the right pattern
# variants: old-layout
sed 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml > /tmp/sweeper.toml

nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{service}}/sweeper.py --config /tmp/sweeper.toml > /dev/null 2>&1 &

sleep 1; df -i /var/spool/{{service}}
