# title: Run the service as root, with a higher limit
sed -i -e 's/^User=.*/User=root/' -e 's/^Group=.*/Group=root/' /etc/systemd/system/{{service}}.service

sed -i 's/^LimitNOFILE=.*/LimitNOFILE=1024/' /etc/systemd/system/{{service}}.service.d/10-baseline.conf

sed -i 's/^open_files = .*/open_files = 1024/' /etc/{{service}}/{{service}}.toml

systemctl daemon-reload; systemctl restart {{service}}
