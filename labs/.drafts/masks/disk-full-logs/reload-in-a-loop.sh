# variant wrong-pid-file: postrotate still signals nobody, a loop signals all the time. checks/files.py:30-35 is looked at after rotation, look and 8 MB of orders, so the file was opened anew long before; between two turns records go into the removed file (the check never places any there: lab.yaml:31-33). By the PID file, since a USR1 to a starting Python would end it
# title: A loop that tells the service several times a second to open its log anew
# variants: wrong-pid-file
cat > /usr/local/sbin/reopen-{{service}} <<'END'
#!/bin/sh
while sleep 0.1; do
  kill -USR1 "$(cat /run/{{service}}/{{service}}.pid)"
done
END

chmod 755 /usr/local/sbin/reopen-{{service}}

nohup /usr/local/sbin/reopen-{{service}} > /dev/null 2>&1 &

sleep 0.5; df -h /var/log
