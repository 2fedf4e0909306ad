# title: Let the instance wait somewhat longer
# variants: short-keep-alive
# expect: symptom-hidden not-fixed
sed -i 's/^keep_alive_s = .*/keep_alive_s = 2/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}
