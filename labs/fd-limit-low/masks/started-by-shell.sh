# title: Start the service by a shell that asks for more files
# expect: not-fixed
sed -i 's#^ExecStart=\(.*\)#ExecStart=/bin/sh -c "ulimit -n 1024; exec \1"#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload && systemctl restart {{service}}
