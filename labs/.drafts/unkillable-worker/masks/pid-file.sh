# title: Stop it by the PID file, then kill what is left of it
# expect: not-fixed
/opt/{{service}}/releases/{{old_version}}/bin/workerctl stop

sleep 1; kill -9 $(cat /var/lib/{{service}}/worker.pid)
