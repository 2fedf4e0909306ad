# title: A loop that collects the children from outside, with a debugger
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/collect-{{service}} <<'END'
#!/bin/bash
calls=()
for _ in $(seq 40); do calls+=(-ex 'call (int) waitpid(-1, 0, 1)'); done
while sleep 0.1; do
  gdb -q -nx -batch -p "$(pgrep -o -f /opt/{{service}}/main.py)" "${calls[@]}"
done
END

chmod 755 /usr/local/sbin/collect-{{service}}

systemctl restart {{service}}

setsid /usr/local/sbin/collect-{{service}} > /dev/null 2>&1 < /dev/null &
