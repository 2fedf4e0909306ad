# title: Name root's user and the service's group in the rotation
# variants: open-folder
sed -i 's#^    size 1M#    su root {{service}}\n    size 1M#' /etc/logrotate.d/{{service}}

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl reload {{service}}
