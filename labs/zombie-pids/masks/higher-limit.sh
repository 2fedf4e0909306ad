# title: Raise the limit of processes
sed -i 's#^LimitNPROC=.*#LimitNPROC=4096#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
