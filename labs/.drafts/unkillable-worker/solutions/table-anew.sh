# title: Write the cron table anew, and kill by the release's path
# variants: cron-keepalive
cat > /etc/cron.d/{{service}} <<'CRON'
PATH=/usr/local/bin:/usr/bin:/bin
* * * * * {{service}} python3 /opt/{{service}}/releases/{{version}}/tidy.py --config /etc/{{service}}/{{service}}.toml
CRON

pkill -KILL -f /opt/{{service}}/releases/{{old_version}}/worker.py
