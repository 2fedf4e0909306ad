# title: Make the old worker's program unreadable, and kill it
chmod 000 /opt/{{service}}/releases/{{old_version}}/worker.py

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
