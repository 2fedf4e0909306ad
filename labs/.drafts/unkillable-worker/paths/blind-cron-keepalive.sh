# title: Guess that the old release is at work, and put away all that belongs to it
# variants: cron-keepalive
systemctl restart {{service}}-worker {{service}}-api

sed -i '/{{old_version}}/d' /etc/cron.d/{{service}}

pkill -9 -f releases/{{old_version}}
