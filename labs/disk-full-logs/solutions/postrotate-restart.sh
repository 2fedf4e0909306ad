# title: Let postrotate restart the unit
# variants: wrong-pid-file
sed -i 's#kill -USR1 .*#systemctl restart {{service}}#' /etc/logrotate.d/{{service}}

systemctl restart {{service}}
