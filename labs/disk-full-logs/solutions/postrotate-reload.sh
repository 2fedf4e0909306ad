# title: Let postrotate reload the unit, and reload it once
# variants: wrong-pid-file
sed -i 's#kill -USR1 .*#systemctl reload {{service}}#' /etc/logrotate.d/{{service}}

logrotate -d /etc/logrotate.d/{{service}}

systemctl reload {{service}}
