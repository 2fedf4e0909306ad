# title: Put the script away, and write rc.local without it
# variants: boot-loop
mv /usr/local/lib/{{service}}/queue-monitor /root/

cat > /etc/rc.local <<'RC'
#!/bin/sh
install -d -o {{service}} -g {{service}} /run/{{service}} /var/log/{{service}} /var/lib/{{service}}
RC

pkill -9 -f queue-monitor; pkill -9 -f releases/{{old_version}}/worker.py
