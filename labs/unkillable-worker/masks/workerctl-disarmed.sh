# title: Let workerctl of the release before do nothing, and kill its worker
# variants: cron-keepalive
sed -i '2i exit 0' /opt/{{service}}/releases/{{old_version}}/bin/workerctl

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
