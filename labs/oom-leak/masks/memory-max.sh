# title: Allow the unit more memory
# expect: not-fixed
mkdir -p /etc/systemd/system/{{service}}.service.d

printf '[Service]\nMemoryMax=1G\nMemoryHigh=1G\n' > /etc/systemd/system/{{service}}.service.d/memory.conf

systemctl daemon-reload && systemctl restart {{service}}
