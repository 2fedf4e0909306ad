# title: Restart, then start the service with SIGCHLD ignored, because that helped elsewhere
# variants: no-wait

systemctl restart {{service}}

sed -i 's#^ExecStart=#ExecStart=/usr/bin/env --ignore-signal=CHLD #' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}

sleep 1

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}' | head -n 8
