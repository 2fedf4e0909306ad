# title: Point postrotate at the PID file that the service writes, and reload
# variants: wrong-pid-file
df -h /var/log; du -sh /var/log

lsof +L1 | grep /var/log

sed -i 's#/run/{{service}}.pid#/run/{{service}}/{{service}}.pid#' /etc/logrotate.d/{{service}}

systemctl reload {{service}}

df -h /var/log
