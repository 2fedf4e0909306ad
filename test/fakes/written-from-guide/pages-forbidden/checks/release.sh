systemctl restart {{site}}-publish
