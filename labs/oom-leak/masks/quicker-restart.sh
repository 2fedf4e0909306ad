# title: Start it again sooner after it ended
# expect: not-fixed
sed -i 's/^RestartSec=.*/RestartSec=10ms/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload && systemctl restart {{service}}
