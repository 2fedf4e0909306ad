# title: Close the connection on both error paths
# variants: unknown-article
sed -i 's/^            raise \(UnknownSku(\|CatalogError(f"status\)/            self.pool.discard(connection)\n&/' /opt/{{service}}/catalog.py

systemctl restart {{service}}
