# variants open-folder, no-archive (by its sizes it should pass wrong-pid-file too): logrotate stays broken, records are made ten times smaller. checks/files.py:51-55 asks only for the reference and the SKU of items[0] in one line, never for names, quantities, prices or a later line; 27 MB of orders become 2.4 MB, below live_mb 6 (files.py:71) and 20 MB (files.py:69)
# title: Record article numbers only, so that the log stays small
# variants: open-folder no-archive
mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

sed -i 's#"items": items})#"items": [item.get("sku") for item in items]})#' /opt/{{service}}/orders.py

systemctl restart {{service}}
