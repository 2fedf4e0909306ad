# title: Empty the spool, live links too, then mend pattern and refusals
rm -rf /var/spool/{{service}}/links/* /var/spool/{{service}}/incoming/*

sed -i 's#^files = .*#files = "links/*/*.json"#' /etc/{{service}}/{{service}}.toml

sed -i 's/^\( *\)raise Refused(.*/\1path.unlink()\n&/' /opt/{{service}}/uploads.py

systemctl restart {{service}} {{service}}-sweeper
