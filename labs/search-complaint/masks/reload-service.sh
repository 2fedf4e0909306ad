# title: Let the service read its customers anew, just in case
systemctl reload {{service}}

journalctl -u {{service}} -n 3 --no-pager
