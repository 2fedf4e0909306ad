# title: A look at the log, then more workers and a restart
systemctl status {{service}} --no-pager

tail -n 20 /var/log/nginx/{{service}}.log

sed -i 's/^workers = .*/workers = 32/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}; sleep 2

curl -s localhost/healthz
