# title: Remove the file before each refusal
# variants: refused-files
sed -i 's/^\( *\)raise Refused(.*/\1path.unlink()\n&/' /opt/{{service}}/uploads.py

systemctl restart {{service}}

rm -f /var/spool/{{service}}/incoming/*.part
