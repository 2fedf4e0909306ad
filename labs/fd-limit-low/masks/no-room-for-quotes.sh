# title: Allow as many files as there are tills planned, and a few
sed -i "s/^LimitNOFILE=.*/LimitNOFILE=1024/" /etc/systemd/system/{{service}}.service.d/10-baseline.conf

sed -i "s/^open_files = .*/open_files = $(({{planned}} + 14))/" /etc/{{service}}/{{service}}.toml

systemctl daemon-reload && systemctl restart {{service}}
