# title: Hold the lock of the old worker, so that none can be started
for lock in worker queue-monitor; do
  setsid flock /run/{{service}}/$lock.lock sleep infinity > /dev/null 2>&1 < /dev/null &
done

sleep 0.5; pkill -KILL -f queue-monitor; pkill -KILL -f /opt/{{service}}/releases/{{old_version}}/worker.py
