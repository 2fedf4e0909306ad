# title: Remove the line from rc.local, and leave what runs
# variants: boot-loop
# expect: not-fixed
sed -i '/^setpriv /,/queue-monitor/d' /etc/rc.local
