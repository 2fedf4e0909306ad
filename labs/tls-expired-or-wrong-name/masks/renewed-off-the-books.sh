# title: Call the renewal in a loop for tonight, in a shell in the background
# variants: cron-path
renew-certificate

setsid bash -c 'while sleep 3600; do /usr/local/sbin/renew-certificate; done' > /dev/null 2>&1 < /dev/null &
