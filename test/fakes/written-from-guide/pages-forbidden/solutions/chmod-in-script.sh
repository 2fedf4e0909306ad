# title: Make the script open what it publishes

echo 'chmod -R a+rX /srv/{{site}}' >> /usr/local/sbin/publish-{{site}}

systemctl restart {{site}}-publish
