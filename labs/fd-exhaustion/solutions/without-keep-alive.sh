# title: Close each connection after its answer
# variants: no-bound
sed -i 's/self.pool.release(connection)/self.pool.discard(connection)/' /opt/{{service}}/catalog.py

systemctl restart {{service}}
