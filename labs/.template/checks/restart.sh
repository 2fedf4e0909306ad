systemctl restart {{service}}
