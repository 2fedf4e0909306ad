# title: Distrust the new checks of documents, and remove the file before each of their errors
# variants: refused-files

systemctl restart {{service}} {{service}}-sweeper

sed -i 's/^\( *\)raise Refused(.*/\1path.unlink()\n&/' /opt/{{service}}/uploads.py

rm -f /var/spool/{{service}}/incoming/*.part

systemctl restart {{service}}; sleep 1

curl -i http://localhost/v1/links -d '{"customer": "c-test", "ttl_s": 60}'
