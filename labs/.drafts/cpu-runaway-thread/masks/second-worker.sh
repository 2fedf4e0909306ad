# title: Start a second worker beside the first
# expect: symptom-hidden not-fixed
sed 's/^Description=.*/Description=Second worker of {{service}}/' /etc/systemd/system/{{service}}-worker.service > /etc/systemd/system/{{service}}-worker-2.service

systemctl daemon-reload && systemctl enable --now {{service}}-worker-2
