# title: Write the chain behind the certificate, and renew
# variants: leaf-only
cat > /tmp/fix.py <<'END'
path = "/usr/local/sbin/renew-certificate"
text = open(path).read()
old = 'jq -re .certificate "$work/answer.json" | tee "$work/cert.pem" > "$work/fullchain.pem"\n'
new = 'jq -re .certificate "$work/answer.json" > "$work/cert.pem"\njq -re ".certificate, .chain[]" "$work/answer.json" > "$work/fullchain.pem"\n'
assert old in text
open(path, "w").write(text.replace(old, new))
END

python3 /tmp/fix.py && renew-certificate

openssl s_client -connect localhost:443 -CAfile /etc/ssl/{{company}}-root.pem < /dev/null 2>&1 | grep -i verif
