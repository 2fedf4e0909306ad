# title: A higher limit from the next start on, by a drop-in for this boot only
mkdir -p /run/systemd/system/{{service}}.service.d

printf '[Service]\nLimitNOFILE=1024\nTimeoutStopSec=1\n' > /run/systemd/system/{{service}}.service.d/limits.conf

systemctl cat {{service}} | tail -n 5
