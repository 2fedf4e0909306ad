# title: Let documents come in below /var/tmp
# variants: refused-files
install -d -o {{service}} /var/tmp/incoming

sed -i 's#Uploads(spool / "incoming"#Uploads(pathlib.Path("/var/tmp/incoming")#' /opt/{{service}}/main.py

rm -f /var/spool/{{service}}/incoming/*.part

systemctl restart {{service}}
