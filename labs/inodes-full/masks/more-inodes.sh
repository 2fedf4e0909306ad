# title: Give the spool more inodes
# expect: not-fixed
mount -o remount,nr_inodes=20000 /var/spool/{{service}}

systemctl restart {{service}}
