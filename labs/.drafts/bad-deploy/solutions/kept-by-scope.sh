# title: 3.8.1: keep tokens by scope
# variants: token-key
cd /opt/{{service}}/releases && cp -a 3.8.0 3.8.1 && echo 3.8.1 > 3.8.1/VERSION

sed -i -e 's/self.token(target)/self.token(scope)/' -e 's/self.tokens.pop(target, None)/self.tokens.pop(scope, None)/' -e 's/def token(self, target)/def token(self, scope)/' -e 's/self.tokens.get(target, /self.tokens.get(scope, /' -e 's/self.tokens\[target\]/self.tokens[scope]/' 3.8.1/stock.py

sed -i -e '/^            scope = target.partition/d' -e 's/^        target = f"{path}.*/&\n        scope = path.rpartition("\/")[2]/' 3.8.1/stock.py

diff 3.8.0/stock.py 3.8.1/stock.py; release 3.8.1
