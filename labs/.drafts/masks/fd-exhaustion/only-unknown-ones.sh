# variant unknown-article: given back for a 404, still lost for each other error of the catalog (status 500, a time-out): 120 of those and the service is down until a restart. checks/quotes.py:18-24 knows articles that are there and articles that are not; the catalog of the scene never fails (scene/shop/opt/catalog/catalog.py:38-40)
# title: Give the connection back for unknown articles
# variants: unknown-article
sed -i 's/^            raise UnknownSku(sku)$/            self.pool.release(connection)\n&/' /opt/{{service}}/catalog.py

systemctl restart {{service}}
