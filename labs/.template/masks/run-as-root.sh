# title: Run the service as root
# expect: symptom-hidden

sed -i -e 's/^User=.*/User=root/' -e 's/^Group=.*/Group=root/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
