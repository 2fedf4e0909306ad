# title: Put all that has to do with names back to its default, and hope

curl http://localhost/products/K-1042

systemctl restart {{service}}

printf 'nameserver {{ip_dns}}\n' > /etc/resolv.conf

cp /usr/share/libc-bin/nsswitch.conf /etc/nsswitch.conf

printf '127.0.0.1 localhost\n{{ip_web}} {{host_web}}\n' > /etc/hosts

systemctl restart {{service}} nginx

curl http://localhost/products/K-1042
