# title: Bound the address space, so that the kernel need not kill
# expect: not-fixed
mkdir -p /etc/systemd/system/{{service}}.service.d

printf '[Service]\nLimitAS=200000000\n' > /etc/systemd/system/{{service}}.service.d/memory.conf

systemctl daemon-reload && systemctl restart {{service}}
