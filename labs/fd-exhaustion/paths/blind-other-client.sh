# title: Suspect the connections that stay open, and ask the catalog by urllib

systemctl restart {{service}}

cat > /opt/{{service}}/catalog.py <<'PY'
import json
import urllib.error
import urllib.request
class UnknownSku(Exception):
    pass
class Catalog:
    def __init__(self, pool):
        self.host, self.port, self.timeout = pool.address
    def unit_cents(self, sku):
        try:
            with urllib.request.urlopen(f"http://{self.host}:{self.port}/v1/articles/{sku}", timeout=self.timeout) as reply:
                return json.load(reply)["unit_cents"]
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 404:
                    raise UnknownSku(sku) from None
                raise
PY

systemctl restart {{service}} && sleep 1

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
