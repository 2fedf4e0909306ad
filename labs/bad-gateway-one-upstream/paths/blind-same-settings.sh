# title: Restart all, and give the instance its neighbour's settings in the hope that they were it
systemctl restart {{service}}-1; systemctl restart {{service}}-2; systemctl restart nginx

sed -e 's/^port = .*/port = {{port}}{{first}}/' -e 's/^terminal = .*/terminal = "{{tid}}1{{first}}"/' /etc/{{service}}/{{other}}.toml > /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}} && sleep 1

curl -si http://localhost/payments -d '{"reference": "t-1", "amount_cents": 250, "card": "tok_test"}'
