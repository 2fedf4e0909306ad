# title: From the 503 to the zombies, to the code that never waits for them
# variants: no-wait

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}'

journalctl -u {{service}} -n 20 --no-pager

systemctl show {{service}} -p MainPID,User,LimitNPROC,TasksCurrent

# EAGAIN, and at the limit. By what: threads, renders that hang, or renders that are gone?
ps -u {{service}} -o pid,ppid,stat,nlwp,etimes,comm --sort=pid

ps -u {{service}} -o stat=,comm= | sort | uniq -c

grep -E 'processes|open files' /proc/$(systemctl show -p MainPID --value {{service}})/limits

head -n 12 /opt/{{service}}/CHANGELOG.md

grep -nE 'spawn|wait|SIGCHLD' /opt/{{service}}/*.py

sed -n '/def _run/,$p' /opt/{{service}}/renderer.py

cp -p /opt/{{service}}/renderer.py /tmp/renderer.py

sed -i -e 's/^            os.posix_spawn(/            pid = os.posix_spawn(/' -e 's/^            return pages.read()/            page = pages.read()\n        os.waitpid(pid, 0)\n        return page/' /opt/{{service}}/renderer.py

diff -u /tmp/renderer.py /opt/{{service}}/renderer.py

systemctl restart {{service}} && until curl -fs http://localhost/healthz; do sleep 0.2; done

curl -s http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4"]}' | head -n 1

# Twice as many as the limit, four at a time.
seq 90 | xargs -P 4 -I{} curl -s -o /dev/null -w '%{http_code}\n' http://localhost/documents -d '{"title": "No. {}", "lines": []}' | sort | uniq -c

ps -u {{service}} -o pid,stat,nlwp,etimes,comm

systemctl show {{service}} -p TasksCurrent
