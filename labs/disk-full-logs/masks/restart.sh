# title: Restart the service
# variants: wrong-pid-file
systemctl restart {{service}}
