# title: From 502 to the signal, the kernel, the growth, and what is never dropped
# variants: repeats

awk '{print $9}' /var/log/nginx/access.log | sort | uniq -c; tail -n 3 /var/log/nginx/error.log

journalctl -u {{service}} -n 20 --no-pager

grep -s '^oom_kill ' /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control

cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2> /dev/null

for n in $(seq 10); do ps -o pid,rss,etimes,args -u {{service}} | tail -n 1; curl -s localhost:{{port}}/metrics | grep -E 'kept|waiting|threads'; sleep 2; done

cat /opt/{{service}}/replies.py

cp /opt/{{service}}/replies.py /tmp/replies.py.before

sed -i 's/^            self.kept\[request\] = Reply(body)$/&\n            end = time.monotonic() - self.repeat_s\n            while self.kept[next(iter(self.kept))].at < end:\n                del self.kept[next(iter(self.kept))]/' /opt/{{service}}/replies.py

diff -u /tmp/replies.py.before /opt/{{service}}/replies.py

systemctl restart {{service}} && sleep 1

for n in $(seq 600); do curl -s -o /dev/null -w '%{http_code}\n' -X PUT localhost/v1/labels/again-$n -d '{"name": "M. Novak", "postcode": "10115"}'; done | sort | uniq -c

sleep 4; curl -s localhost:{{port}}/metrics
