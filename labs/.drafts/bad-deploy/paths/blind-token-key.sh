# title: A restart, then a change that was made elsewhere before
# variants: token-key
systemctl restart {{service}}

sed -i 's/self.token(target)/self.token(path)/; s/self.tokens.pop(target, None)/self.tokens.pop(path, None)/' /opt/{{service}}/releases/3.8.0/stock.py

systemctl restart {{service}}
