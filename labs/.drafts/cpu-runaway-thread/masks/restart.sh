# title: Restart the worker
# expect: not-fixed
systemctl restart {{service}}-worker
