# title: Stop the worker of the unit
# expect: not-fixed
systemctl stop {{service}}-worker
