# title: From 502 to the signal, the kernel, the growth, and what the archive refuses
# variants: archive

awk '{print $9}' /var/log/nginx/access.log | sort | uniq -c; tail -n 3 /var/log/nginx/error.log

journalctl -u {{service}} -n 20 --no-pager

grep -s '^oom_kill ' /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control

for n in $(seq 10); do ps -o pid,rss,etimes,args -u {{service}} | tail -n 1; curl -s localhost:{{port}}/metrics | grep -E 'kept|waiting|archive'; sleep 2; done

for n in 1 2 3; do timeout 4 strace -f -qq -s 90 -e trace=recvfrom -p $(pgrep -u {{service}} python3); sleep 1; done 2>&1 | grep -A 2 413 | head -n 6

cat /etc/{{service}}/{{service}}.toml

grep -n -A 10 'def next_batch' /opt/{{service}}/outbox.py

sed -i 's/^batch_bytes = .*/batch_bytes = 2000000/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 1

for n in $(seq 600); do curl -s -o /dev/null -w '%{http_code}\n' -X PUT localhost/v1/labels/again-$n -d '{"name": "M. Novak", "postcode": "10115"}'; done | sort | uniq -c

sleep 4; curl -s localhost:{{port}}/metrics
