# title: From the queue to the thread, the order that it is at, and the loop
# variants: long-word

curl -s http://localhost/v1/labels -d '{"order": "{{letters}}-1001", "recipient": "Ada Weber", "street": "Mill Lane 12a", "postcode": "12345", "town": "Linden"}'; sleep 2; curl -s http://localhost/v1/labels/{{letters}}-1001

curl -s http://localhost/metrics

systemctl status {{service}}-worker --no-pager

pid=$(systemctl show -p MainPID --value {{service}}-worker)

pidstat -t -p $pid 1 2

grep -H . /proc/$pid/task/*/syscall

journalctl -u {{service}}-worker -n 6 --no-pager

df -h /var/spool/{{service}}; ls /var/spool/{{service}}/queue | head -n 3

cat /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json

cat /opt/{{service}}/layout.py

cd /opt/{{service}} && timeout 2 python3 -c 'import layout; print(layout.wrap("a" * 29))'; echo "status $?"; cd

sed -i 's/^        cut = text.rfind(" ", 0, width + 1) + 1$/& or width/' /opt/{{service}}/layout.py

grep -n -A 3 'while len' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker; sleep 2

curl -s http://localhost/v1/labels/{{letters}}-{{number}}; curl -s http://localhost/metrics

top -b -H -n 2 -d 1 -p $(systemctl show -p MainPID --value {{service}}-worker) | tail -n 4
