# title: Measured, rolled back, and tokens kept by scope in 3.8.1
# variants: token-key
skus=$(seq -s , -f '{{letters}}-%05.0f' 20); curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"

timeout 10 journalctl -u {{service}} -n 20 -f

# Four calls for each, whatever its size. What are they?
timeout 10 strace -f -s 100 -e trace=sendto -p $(pgrep -o -u {{service}} python3)

curl -s localhost/metrics; ss -tn dst {{ip_stock}} | head; uptime

# It began with the release. Relief first.
release && release 3.7.4

for n in 1 2; do curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"; done; curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"

cd /opt/{{service}}/releases && diff -ru 3.7.4 3.8.0

cp -a 3.8.0 3.8.1 && echo 3.8.1 > 3.8.1/VERSION

sed -i -e 's/self.token(target)/self.token(scope)/' -e 's/self.tokens.pop(target, None)/self.tokens.pop(scope, None)/' -e 's/def token(self, target)/def token(self, scope)/' -e 's/self.tokens.get(target, /self.tokens.get(scope, /' -e 's/self.tokens\[target\]/self.tokens[scope]/' -e 's/A token for the scope of this target; kept/A token for a scope; kept/' 3.8.1/stock.py

sed -i -e '/^            scope = target.partition/d' -e 's/^        target = f"{path}.*/&\n        scope = path.rpartition("\/")[2]/' 3.8.1/stock.py

diff -r 3.8.0 3.8.1; release 3.8.1

for n in 1 2 3; do curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"; done

curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"

curl -s localhost/metrics; journalctl -u {{service}} -n 8 --no-pager
