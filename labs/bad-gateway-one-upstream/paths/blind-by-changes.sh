# title: Undo what this week's changes may have done, one after another
sed -i 's/^languages = .*/languages = false/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}

sed -i -e 's/^host = .*/host = "0.0.0.0"/' -e 's/^keep_alive_s = .*/keep_alive_s = 75/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}

systemctl restart nginx && sleep 1

curl -si http://localhost/payments -d '{"reference": "t-1", "amount_cents": 250, "card": "tok_test"}'
