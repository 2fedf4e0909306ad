# title: Copy and truncate instead of renaming
# variants: wrong-pid-file
cat > /etc/logrotate.d/{{service}} <<'END'
/var/log/{{service}}/{{log}}.log {
    size 1M
    rotate 4
    missingok
    compress
    copytruncate
}
END

systemctl restart {{service}}
