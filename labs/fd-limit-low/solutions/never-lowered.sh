# title: Let the setting raise the limit, but never lower it
# variants: settings
sed -i 's/^    hard = resource.getrlimit(resource.RLIMIT_NOFILE)\[1\]$/    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)\n    number = max(number, soft)/' /opt/{{service}}/main.py

systemctl restart {{service}}

journalctl -u {{service}} -n 5 --no-pager
