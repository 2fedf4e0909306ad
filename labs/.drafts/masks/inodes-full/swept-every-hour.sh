# variant old-layout: the sweeper stays blind; expired links go once an hour, where 15 seconds were asked for. checks/elapse.sh:6,31-36 runs each hourly cron job itself right after the burst, before anything is looked at, so checks/files.py:57 finds all cleared; only without cron would a look 15 s after the burst tell
# title: Remove expired links once an hour, by cron
# variants: old-layout
cat > /usr/local/sbin/sweep-{{service}} <<'END'
#!/usr/bin/python3
import json, pathlib, time
for path in pathlib.Path("/var/spool/{{service}}/links").glob("*/*.json"):
    if json.loads(path.read_text())["expires"] <= time.time():
        path.unlink()
END

chmod 755 /usr/local/sbin/sweep-{{service}}

echo '17 * * * * root /usr/local/sbin/sweep-{{service}}' > /etc/cron.d/{{service}}-sweep

/usr/local/sbin/sweep-{{service}}; df -i /var/spool/{{service}}
