# title: Restart it once more, and it works

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

systemctl restart {{service}} && sleep 1

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

curl -s localhost/healthz
