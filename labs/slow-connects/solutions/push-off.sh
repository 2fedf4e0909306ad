# title: Push nowhere, /metrics is read as before
# variants: push-between-accepts
sed -i 's#^url = .*#url = ""#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
