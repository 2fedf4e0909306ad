# title: A glance, and it will be nothing
uptime

curl -s localhost/healthz
