# title: Follow the error number to the folder, and the folder to the script
curl -si http://localhost:{{port}}/

tail -n 3 /var/log/nginx/error.log

namei -l /srv/{{site}}/current/index.html

cat /usr/local/sbin/publish-{{site}}

sed -i 's/^umask 077/umask 022/' /usr/local/sbin/publish-{{site}}

systemctl restart {{site}}-publish

curl -si http://localhost:{{port}}/
