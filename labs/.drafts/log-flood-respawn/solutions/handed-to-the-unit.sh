# title: Take {{agent}} from caretaker, and let its unit run it
# variants: debug-left
mv /etc/caretaker/{{agent}}.toml /etc/caretaker/{{agent}}.toml.off; sleep 1

mv /srv/{{service}}/log/{{agent}}.log /var/backups/

systemctl enable --now {{agent}}

systemctl status {{agent}} --no-pager
