# title: A loop that kills the old worker every second
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/reap-old-worker <<'END'
#!/bin/sh
while sleep 1; do
  pkill -KILL -f 'python3 .*{{old_version}}/worker.py'
done
END

chmod 755 /usr/local/sbin/reap-old-worker

setsid /usr/local/sbin/reap-old-worker > /dev/null 2>&1 < /dev/null &

sleep 1.2
