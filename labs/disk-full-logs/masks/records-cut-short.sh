# title: Record article numbers only, so that the log stays small
# variants: open-folder no-archive
mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

sed -i 's#"items": items})#"items": [item.get("sku") for item in items]})#' /opt/{{service}}/orders.py

systemctl restart {{service}}
