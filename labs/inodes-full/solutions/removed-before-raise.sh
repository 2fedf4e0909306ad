# title: Remove the file before each refusal
# variants: refused-files
sed -i 's/^            raise Refused("\(checksum differs\|not a PDF\)")/            path.unlink()\n&/' /opt/{{service}}/uploads.py

systemctl restart {{service}}

rm -f /var/spool/{{service}}/incoming/*.part
