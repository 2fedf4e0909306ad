# title: Push once in ten minutes
# variants: push-between-accepts
# expect: symptom-hidden not-fixed
sed -i 's/^every_s = .*/every_s = 600/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
