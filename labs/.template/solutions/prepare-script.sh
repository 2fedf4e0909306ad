# title: Make the script give the folder to the service

sed -i 's/-o root -g root/-o {{service}} -g {{service}}/' /usr/local/sbin/prepare-{{service}}

systemctl restart {{service}}
