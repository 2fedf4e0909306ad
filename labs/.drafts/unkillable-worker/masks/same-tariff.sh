# title: Give the old worker the new tariff
# expect: symptom-hidden not-fixed
cp /etc/{{service}}/tariff.toml /opt/{{service}}/releases/{{old_version}}/tariff.toml

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')

sleep 1; pgrep -f {{old_version}}/worker.py || setpriv --reuid={{uid}} --regid={{uid}} --clear-groups /opt/{{service}}/releases/{{old_version}}/bin/workerctl ensure
