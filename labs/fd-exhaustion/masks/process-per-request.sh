# title: Answer each request in a process of its own
sed -i -e 's/^from http.server import .*/from http.server import BaseHTTPRequestHandler, HTTPServer\nfrom socketserver import ForkingMixIn/' -e 's/^class Server(ThreadingHTTPServer):/class Server(ForkingMixIn, HTTPServer):/' /opt/{{service}}/api.py

systemctl restart {{service}}
