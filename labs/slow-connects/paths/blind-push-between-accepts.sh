# title: Switch off whatever is new in the settings
# variants: push-between-accepts

systemctl restart {{service}}

cat /etc/{{service}}/{{service}}.toml

sed -i 's#^url = .*#url = ""#' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}; sleep 1

curl -i http://{{ip_api}}:{{port}}/v1/prices/AX-100200
