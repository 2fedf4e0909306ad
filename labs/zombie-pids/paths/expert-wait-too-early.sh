# title: From the 503 to the zombies, to the wait that comes too early
# variants: wait-too-early

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}'

systemctl status {{service}} --no-pager

pid=$(systemctl show -p MainPID --value {{service}}); grep processes /proc/$pid/limits

top -bn1 | head -n 20

ps -u {{service}} -o ppid=,stat=,comm= | sort | uniq -c

cat /opt/{{service}}/CHANGELOG.md

# Somebody does wait. Why does it not help?
grep -nE 'spawn|wait|SIGCHLD' /opt/{{service}}/*.py

sed -n '/def _run/,$p' /opt/{{service}}/renderer.py

# The page is closed before the program has counted it: at that moment the child still runs.
tail -n 14 /opt/{{service}}/bin/render

cp -p /opt/{{service}}/renderer.py /tmp/renderer.py

sed -i -e '/A thread must not stand still/d' -e 's/os.waitpid(pid, os.WNOHANG)/os.waitpid(pid, 0)/' /opt/{{service}}/renderer.py

diff -u /tmp/renderer.py /opt/{{service}}/renderer.py

systemctl restart {{service}} && until curl -fs http://localhost/healthz; do sleep 0.2; done

curl -si http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4"]}' | head -n 8

# Twice as many as the limit, four at a time.
seq 90 | xargs -P 4 -I{} curl -s -o /dev/null -w '%{http_code}\n' http://localhost/documents -d '{"title": "No. {}", "lines": []}' | sort | uniq -c

top -bn1 | head -n 4

journalctl -u {{service}} -n 5 --no-pager
