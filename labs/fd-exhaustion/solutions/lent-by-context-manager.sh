# title: Lend connections by a context manager
# variants: unknown-article
cat >> /opt/{{service}}/pool.py <<'END'
    @contextlib.contextmanager
    def lend(self):
        connection = self.acquire()
        try:
            yield connection
        except BaseException:
            self.discard(connection)
            raise
        self.release(connection)
END

sed -i 's/^import http.client$/import contextlib\n&/' /opt/{{service}}/pool.py

cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/catalog.py"
text = open(path).read()
start = text.index("        connection = self.pool.acquire()")
open(path, "w").write(text[:start] + """        try:
            with self.pool.lend() as connection:
                status, body = connection.get(path)
        except CLOSED_MEANWHILE:
            with self.pool.lend() as connection:
                status, body = connection.get(path)
        if status == 404:
            raise UnknownSku(sku)
        if status != 200:
            raise CatalogError(f"status {status}")
        return json.loads(body)["unit_cents"]
""")
END

python3 /tmp/fix.py; systemctl restart {{service}}
