# title: Rotate as the service's user
# variants: open-folder
sed -i 's#^    size 1M#    su {{service}} {{service}}\n    size 1M#' /etc/logrotate.d/{{service}}

gzip -c /var/log/{{service}}/{{log}}.log > /var/tmp/{{log}}.gz && truncate -s 0 /var/log/{{service}}/{{log}}.log

logrotate -v /etc/logrotate.d/{{service}} 2>&1 | tail -n 5
