# title: Roll back, see that the shop is quick, and leave it at that
skus=$(seq -s , -f '{{letters}}-%05.0f' 20); curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"

journalctl -u {{service}} -n 30 --no-pager

release 3.7.4

for n in 1 2 3; do curl -s -o /dev/null -w '%{http_code} after %{time_total} s\n' "http://localhost/v1/basket?postcode=50667&skus=$skus"; done
