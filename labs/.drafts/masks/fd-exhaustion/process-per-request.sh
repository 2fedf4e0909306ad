# variants no-bound, unknown-article: each request in a process of its own, which takes what it leaked with it. The leak stays, the pool is of no use, and requests_total, errors_total and catalog_connections_* of /metrics stay 0, which the brief names. checks/descriptors.py:15-16 takes the oldest listening process, which is the parent, and :21 sums up after the children have gone
# title: Answer each request in a process of its own
sed -i -e 's/^from http.server import .*/from http.server import BaseHTTPRequestHandler, HTTPServer\nfrom socketserver import ForkingMixIn/' -e 's/^class Server(ThreadingHTTPServer):/class Server(ForkingMixIn, HTTPServer):/' /opt/{{service}}/api.py

systemctl restart {{service}}
