rm -f /var/log/.filling
