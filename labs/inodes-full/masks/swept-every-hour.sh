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

echo "$(( ($(date +%-M) + 30) % 60 )) * * * * root /usr/local/sbin/sweep-{{service}}" > /etc/cron.d/{{service}}-sweep

/usr/local/sbin/sweep-{{service}}; df -i /var/spool/{{service}}
