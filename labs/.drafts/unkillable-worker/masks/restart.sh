# title: Restart both units
# expect: not-fixed
systemctl restart {{service}}-worker {{service}}-api
