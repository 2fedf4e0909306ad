# title: Put all names right, and run the program by hand with its unit masked
h=$(grep -v '{{backend}}\.prod' /etc/hosts)

echo "$h" > /etc/hosts

cp /usr/share/libc-bin/nsswitch.conf /etc/nsswitch.conf

printf 'search prod.{{company}}.internal\nnameserver {{ip_dns}}\n' > /etc/resolv.conf

systemctl stop {{service}}

mv /etc/systemd/system/{{service}}.service /root/ && systemctl mask {{service}}

nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{service}}/main.py --config /etc/{{service}}/{{service}}.ini > /dev/null 2>&1 &

until curl -fs localhost:{{port}}/healthz; do sleep 0.1; done
