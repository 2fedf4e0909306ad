# title: Keep tokens by the path of a call
# variants: token-key
cd /opt/{{service}}/releases/3.8.0 && sed -i 's/self.token(target)/self.token(path)/; s/self.tokens.pop(target, None)/self.tokens.pop(path, None)/' stock.py

systemctl restart {{service}}

for n in 1 2 3; do curl -s -o /dev/null -w '%{time_total}\n' "localhost/v1/basket?postcode=50667&skus={{letters}}-$n,{{letters}}-1$n"; done
