# title: Run a second sweeper by hand, with the right pattern
# variants: old-layout
sed 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml > /tmp/sweeper.toml

nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{service}}/sweeper.py --config /tmp/sweeper.toml > /dev/null 2>&1 &

sleep 1; df -i /var/spool/{{service}}
