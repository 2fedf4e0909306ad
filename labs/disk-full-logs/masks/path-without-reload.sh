# title: Correct the path, and leave the deleted file where it is
# variants: wrong-pid-file
# expect: not-fixed
sed -i 's#/run/{{service}}.pid#/run/{{service}}/{{service}}.pid#' /etc/logrotate.d/{{service}}
