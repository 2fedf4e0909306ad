# variant open-folder: the unit still makes the folder 0775 at each start, a loop of the shell's takes the right away again. lab.yaml:37 restarts only the unit and lab.yaml:39-40 rotates some seconds later, when the loop has long been there; nothing in the check ends what is no service, as a boot would
# title: A loop that takes the group's right away again and again
# variants: open-folder
mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

nohup sh -c 'while sleep 0.3; do chmod 755 /var/log/{{service}}; done' > /dev/null 2>&1 &

sleep 0.5; systemctl reload {{service}}
