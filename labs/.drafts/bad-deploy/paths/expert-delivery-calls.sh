# title: Measured, rolled back, and the delivery asked for at once in 3.8.1
# variants: delivery-calls
skus=$(seq -s , -f '{{letters}}-%05.0f' 20); curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"

timeout 8 journalctl -u {{service}} -n 20 -f

# As many calls as articles, and one. What are they?
timeout 6 strace -f -s 100 -e trace=sendto -p $(pgrep -o -u {{service}} python3)

ss -tn dst {{ip_stock}} | head; nproc; uptime

# It began with the release. Relief first.
release && release 3.7.4

curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"; curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"

cd /opt/{{service}}/releases && diff -ru 3.7.4 3.8.0

cp -a 3.8.0 3.8.1 && echo 3.8.1 > 3.8.1/VERSION

sed -i -e 's/def delivery_days(self, sku, region)/def delivery_days(self, skus, region)/' -e 's/{"skus": sku, "region": region})\[sku\]/{"skus": ",".join(skus), "region": region})/' -e 's/Days until an article is delivered into a region/Days until the delivery into a region, by article/' 3.8.1/stock.py

sed -i -e 's/^        items = \[\]/        days = self.stock.delivery_days(skus, region)\n&/' -e '/^            days = self.stock/d' -e 's/"delivery_days": days}/"delivery_days": days[sku]}/' 3.8.1/basket.py

diff -r 3.8.0 3.8.1; release 3.8.1

for n in 1 2 3; do curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"; done

curl -s "http://{{ip_shop}}:{{app_port}}/basket?postcode=50667&skus=$skus"

journalctl -u {{service}} -n 12 --no-pager
