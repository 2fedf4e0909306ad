# title: Give the connection back before the answer is judged
# variants: unknown-article
cd /opt/{{service}}

sed -i '/^        self.pool.release(connection)$/d' catalog.py

sed -i 's/^        if status == 404:$/        self.pool.release(connection)\n&/' catalog.py

python3 -m py_compile catalog.py && systemctl restart {{service}}
