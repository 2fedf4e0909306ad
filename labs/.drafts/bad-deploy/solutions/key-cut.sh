# title: Cut the query off before a token is looked for
# variants: token-key
cd /opt/{{service}}/releases/3.8.0 && sed -i 's/^        token, end = self.tokens.get(target.*/        target = target.partition("?")[0]\n&/; s/self.tokens.pop(target, None)/self.tokens.pop(path, None)/' stock.py

sed -n '/def get/,/return token/p' stock.py

systemctl restart {{service}}
