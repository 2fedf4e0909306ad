# title: Restart nginx
# expect: not-fixed

systemctl restart nginx
