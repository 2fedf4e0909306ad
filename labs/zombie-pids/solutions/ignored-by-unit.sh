# title: Start the service with SIGCHLD ignored
# variants: no-wait
sed -i 's#^ExecStart=#ExecStart=/usr/bin/env --ignore-signal=CHLD #' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
