rm -f /etc/enabled
