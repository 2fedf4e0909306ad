# title: Restart the instance and nginx
# expect: not-fixed
systemctl restart {{service}}-{{first}}

systemctl restart nginx
