# title: Open it and go
curl -si http://localhost:{{port}}/

chmod -R a+rX /srv/{{site}}

curl -si http://localhost:{{port}}/
