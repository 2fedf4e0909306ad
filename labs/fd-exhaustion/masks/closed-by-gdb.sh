# title: A loop that closes dead sockets from outside, with a debugger
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/close-{{service}} <<'END'
#!/bin/bash
while sleep 0.1; do
  calls=()
  for fd in $(ss -Htnp state close-wait | grep -o 'fd=[0-9]*' | cut -d= -f2); do calls+=(-ex "call (int) close($fd)"); done
  [ ${#calls[@]} = 0 ] || gdb -q -nx -batch -p "$(pgrep -o -f /opt/{{service}}/main.py)" "${calls[@]}"
done
END

chmod 755 /usr/local/sbin/close-{{service}}

systemctl restart {{service}}

setsid /usr/local/sbin/close-{{service}} > /dev/null 2>&1 < /dev/null &
