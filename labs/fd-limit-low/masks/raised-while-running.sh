# title: Raise the limit of the running process
# variants: settings
runuser -u {{service}} -- prlimit --pid $(systemctl show -p MainPID --value {{service}}) --nofile=1024:1024

sleep 3; runuser -u {{service}} -- prlimit --nofile --pid $(systemctl show -p MainPID --value {{service}})
