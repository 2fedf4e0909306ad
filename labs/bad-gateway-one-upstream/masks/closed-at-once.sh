# title: Let the instance close idle connections at once, without the moment before
# variants: short-keep-alive
sed -i 's/^CLOSE_AFTER_S = .*/CLOSE_AFTER_S = 0/' /opt/{{service}}/server.py

systemctl restart {{service}}-{{first}}
