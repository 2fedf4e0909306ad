# title: Take every document, so that none is left in the spool
# variants: refused-files
# expect: not-fixed
sed -i -e 's/^        if digest != sha256:$/        if False:/' -e 's/^        if not head.startswith.*/        if False:/' /opt/{{service}}/uploads.py

rm -f /var/spool/{{service}}/incoming/*.part

systemctl restart {{service}}
