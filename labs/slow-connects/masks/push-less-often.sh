# title: Push every ten seconds
# variants: push-between-accepts
# expect: not-fixed symptom-hidden
sed -i 's/^every_s = .*/every_s = 10/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
