# title: Give the connection back for unknown articles
# variants: unknown-article
sed -i 's/^            raise UnknownSku(sku)$/            self.pool.release(connection)\n&/' /opt/{{service}}/catalog.py

systemctl restart {{service}}
