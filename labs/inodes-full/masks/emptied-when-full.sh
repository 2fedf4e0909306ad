# title: A loop that removes the oldest files when few inodes are left
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/free-inodes <<'END'
#!/bin/sh
cd /var/spool/{{service}} || exit 1
while sleep 0.5; do
  [ "$(df --output=iavail . | tail -n 1)" -lt 400 ] || continue
  find . -type f -printf '%T@ %p\n' | sort -n | head -n 500 | cut -d' ' -f2 | xargs rm -f
done
END

chmod 755 /usr/local/sbin/free-inodes

setsid /usr/local/sbin/free-inodes > /dev/null 2>&1 < /dev/null &

sleep 1; df -i /var/spool/{{service}}
