# title: Empty the service's journal in place
truncate -s 0 /run/log/journal/{{service}}/current
