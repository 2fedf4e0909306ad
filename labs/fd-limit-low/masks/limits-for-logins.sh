# title: Raise the limit for logins, and in this shell
# expect: not-fixed
printf '{{service}} soft nofile 65536\n{{service}} hard nofile 65536\n' >> /etc/security/limits.conf

ulimit -n 1024

systemctl restart {{service}}
