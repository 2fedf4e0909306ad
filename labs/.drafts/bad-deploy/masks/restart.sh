# title: Restart the service and nginx
# expect: not-fixed
systemctl restart {{service}} nginx
