# title: Restart it once more, and it works

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

systemctl restart {{service}}; sleep 0.3; curl -s localhost/healthz

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
