# title: Run the service as root with a higher limit
sed -i -e 's/^User=.*/User=root/' -e 's/^Group=.*/Group=root/' -e 's/^LimitNOFILE=.*/LimitNOFILE=1024/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload; systemctl restart {{service}}
