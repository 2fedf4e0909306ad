# title: Close the socket once the answer is read
sed -i 's/^        return reply.status, reply.read()$/        answer = reply.status, reply.read()\n        self.http.close()\n        return answer/' /opt/{{service}}/pool.py

systemctl restart {{service}}
