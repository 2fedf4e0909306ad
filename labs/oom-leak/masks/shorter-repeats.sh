# title: Keep answers for one second instead of three
# expect: not-fixed
sed -i 's/^repeat_s = .*/repeat_s = 1.0/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
