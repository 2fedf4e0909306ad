# title: End the process, so that it is started anew
# expect: not-fixed
kill -9 $(systemctl show -p MainPID --value {{service}}-worker)
