# title: Restart the service
systemctl restart {{service}}
