# title: Put a link where postrotate looks for the PID file
# variants: wrong-pid-file
ln -s {{service}}/{{service}}.pid /run/{{service}}.pid

echo 'L /run/{{service}}.pid - - - - {{service}}/{{service}}.pid' > /etc/tmpfiles.d/{{service}}.conf

kill -USR1 $(cat /run/{{service}}.pid)
