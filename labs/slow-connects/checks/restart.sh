setsid sh -c 'sleep 1.5; systemctl restart {{service}}' > /dev/null 2>&1 < /dev/null &
exit 0
