# title: Empty the log
# variants: open-folder no-archive
: > /var/log/{{service}}/{{log}}.log
