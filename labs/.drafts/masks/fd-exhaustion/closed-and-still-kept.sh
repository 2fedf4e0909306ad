# variants no-bound, unknown-article: the socket is closed after each answer, the connection object is kept for ever (in `idle` or in `leased`, one a request). Memory and the scan in acquire() grow without a bound: 345,000 objects a day at the shop's four a second. checks/descriptors.py:21,30-33 counts descriptors only; catalog_connections_idle/leased in /metrics would show it
# title: Close the socket once the answer is read
sed -i 's/^        return reply.status, reply.read()$/        answer = reply.status, reply.read()\n        self.http.close()\n        return answer/' /opt/{{service}}/pool.py

systemctl restart {{service}}
