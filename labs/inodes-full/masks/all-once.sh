# title: Empty the spool and restart
rm -rf /var/spool/{{service}}/links/* /var/spool/{{service}}/incoming/*

systemctl restart {{service}}
