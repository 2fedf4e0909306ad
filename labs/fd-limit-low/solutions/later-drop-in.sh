# title: A drop-in of our own, read after the baseline
# variants: unit
printf '[Service]\n# {{planned}} tills, times 1.5, and some.\nLimitNOFILE=512\n' > /etc/systemd/system/{{service}}.service.d/50-files.conf

systemctl daemon-reload; systemctl restart {{service}}

grep 'open files' /proc/$(systemctl show -p MainPID --value {{service}})/limits
