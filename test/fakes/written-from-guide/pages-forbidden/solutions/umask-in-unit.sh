# title: Say the umask in the unit

sed -i '/^umask/d' /usr/local/sbin/publish-{{site}}

sed -i '/^Type=/a UMask=0022' /etc/systemd/system/{{site}}-publish.service

systemctl daemon-reload

systemctl restart {{site}}-publish
