# title: Write over the umask, as last time
sed -i 's/^umask 077/umask 022/' /usr/local/sbin/publish-{{site}}

systemctl restart {{site}}-publish
