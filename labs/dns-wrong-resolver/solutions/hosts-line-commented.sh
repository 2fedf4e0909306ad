# title: Comment the line out
# variants: stale-hosts-line
h=$(sed '/{{backend}}\.prod/s/^/# moved to DNS: /' /etc/hosts)

echo "$h" > /etc/hosts

curl -s http://localhost/products/K-1
