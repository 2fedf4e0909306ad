# title: The client of 3.7.4 with the new call
# variants: token-key
release 3.7.4

cd /opt/{{service}}/releases && cp -a 3.8.0 3.8.1 && echo 3.8.1 > 3.8.1/VERSION

cp 3.7.4/stock.py 3.8.1/stock.py

cat >> 3.8.1/stock.py <<'END'


def delivery_days(self, skus, region):
    return self.get("/v1/delivery", {"skus": ",".join(skus), "region": region})


Stock.delivery_days = delivery_days
END

release 3.8.1
