# title: Make the archive folder by hand, where a start of the machine leaves nothing
# variants: no-archive
mkdir -p /var/log/{{service}}/archive

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl reload {{service}}
