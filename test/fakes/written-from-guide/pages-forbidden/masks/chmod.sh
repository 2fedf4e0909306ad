# title: Open this release by hand

chmod -R a+rX /srv/{{site}}
