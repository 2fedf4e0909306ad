# title: Put smaller numbers into the settings that came on Tuesday
# variants: archive

systemctl restart {{service}}

sed -i -e 's/^batch_bytes = .*/batch_bytes = 1000000/' -e 's/^timeout_s = .*/timeout_s = 2.0/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 1

curl -s -o /dev/null -w '%{http_code}\n' -X PUT localhost/v1/labels/test-1 -d '{"name": "M. Novak", "postcode": "10115"}'
