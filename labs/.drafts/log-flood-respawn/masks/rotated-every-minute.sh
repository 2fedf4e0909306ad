# title: Rotate by size every minute
# expect: symptom-hidden not-fixed
cat > /etc/logrotate.d/{{service}} <<'END'
/srv/{{service}}/log/*.log {
    su {{service}} {{service}}
    size 100k
    rotate 1
    copytruncate
}
END

echo '* * * * * root logrotate -f /etc/logrotate.d/{{service}}' > /etc/cron.d/rotate-logs

truncate -s 0 /srv/{{service}}/log/*.log
