# title: Restart the service
# expect: not-fixed
systemctl restart {{service}}
