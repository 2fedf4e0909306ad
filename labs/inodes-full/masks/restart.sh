# title: Restart the service and its sweeper
# expect: not-fixed
systemctl restart {{service}} {{service}}-sweeper
