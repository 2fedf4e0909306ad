# title: Write the records to /dev/null
sed -i 's#^file = .*#file = "/dev/null"#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
