# title: From the queue to the thread, the order that it is at, and the pattern
# variants: several-words

curl -s http://localhost/v1/labels -d '{"order": "{{letters}}-1001", "recipient": "Ada Weber", "street": "Mill Lane 12a", "postcode": "12345", "town": "Linden"}'; sleep 2; curl -s http://localhost/v1/labels/{{letters}}-1001

curl -s http://localhost/metrics

systemctl status {{service}}-worker --no-pager

pid=$(systemctl show -p MainPID --value {{service}}-worker)

top -b -H -n 2 -d 1 -p $pid | tail -n 4

grep -H . /proc/$pid/task/*/syscall

journalctl -u {{service}}-worker -n 6 --no-pager

df -h /var/spool/{{service}}; ls /var/spool/{{service}}/queue | head -n 3

cat /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json

cat /opt/{{service}}/addresses.py

cd /opt/{{service}} && for word in abcdefghijklmnop abcdefghijklmnopqr abcdefghijklmnopqrst; do time python3 -c "import addresses; addresses.street_line('$word')"; done; cd

sleep 3; curl -s http://localhost/metrics

sed -i "s/^WORDS = .*/WORDS = r\"[A-Za-z.'-]+(?: [A-Za-z.'-]+)*\"/" /opt/{{service}}/addresses.py

grep -n '^WORDS' /opt/{{service}}/addresses.py

systemctl restart {{service}}-worker; sleep 2

curl -s http://localhost/v1/labels/{{letters}}-{{number}}; curl -s http://localhost/metrics

top -b -H -n 2 -d 1 -p $(systemctl show -p MainPID --value {{service}}-worker) | tail -n 4
