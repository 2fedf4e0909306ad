# title: Change the folder's mode by hand until the next start
# variants: open-folder
chmod 755 /var/log/{{service}}

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl reload {{service}}
