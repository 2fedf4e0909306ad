# title: Signal the service by its user, without a PID file
# variants: wrong-pid-file
sed -i 's#kill -USR1 .*#pkill -USR1 -u {{service}}#' /etc/logrotate.d/{{service}}

pkill -USR1 -u {{service}}
