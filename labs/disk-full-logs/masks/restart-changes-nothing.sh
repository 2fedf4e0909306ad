# title: Restart the service
# variants: open-folder no-archive
# expect: not-fixed
systemctl restart {{service}}
