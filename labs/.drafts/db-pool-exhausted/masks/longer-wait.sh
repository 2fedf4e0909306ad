# title: Wait longer for a connection
# expect: not-fixed symptom-hidden
sed -i 's/^pool_timeout_s = .*/pool_timeout_s = 30.0/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
