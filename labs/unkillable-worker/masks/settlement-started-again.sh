# title: End the settlement by the stale PID file, mend all, and start it again
/opt/{{service}}/releases/{{old_version}}/bin/workerctl stop

sed -i '/workerctl ensure/d' /etc/cron.d/{{service}}

sed -i '/^setpriv /,/queue-monitor/d' /etc/rc.local

pkill -KILL -f queue-monitor; pkill -KILL -f /opt/{{service}}/releases/{{old_version}}/worker.py

sleep 1; systemctl start {{service}}-settlement
