# title: End each stream after two seconds, so that others get a turn
# expect: symptom-hidden not-fixed
sed -i 's/^keep_s = .*/keep_s = 2/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
