# title: A loop that takes the group's right away again and again
# variants: open-folder
mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

nohup sh -c 'while sleep 0.3; do chmod 755 /var/log/{{service}}; done' > /dev/null 2>&1 &

sleep 0.5; systemctl reload {{service}}
