# title: Take the line out of rc.local, kill the loop, then the worker
# variants: boot-loop
sed -i '/^setpriv /,/queue-monitor/d' /etc/rc.local

kill -9 $(pgrep -f 'sh .*/queue-monitor')

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')

tail -n 2 /etc/rc.local
