# The run of a minute that began just before: what cron starts, as its user.
for _ in $(seq 100); do
  curl -fs -m 1 -o /dev/null http://localhost/healthz && break
  sleep 0.05
done
for job in publish snapshot; do
  setsid runuser -u {{service}} -- /bin/sh -c \
    "flock -n /run/{{service}}/$job.lock /opt/{{service}}/jobs/$job >> /var/log/{{service}}/jobs.log 2>&1" \
    < /dev/null > /dev/null 2>&1 &
done
