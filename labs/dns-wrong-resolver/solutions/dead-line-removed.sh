# title: Take the dead server's line out, keep the rest
# variants: dead-first-nameserver
grep -nE '^nameserver' /etc/resolv.conf

grep -vn '^#' /etc/resolv.conf

awk '!(/^nameserver/ && $2 != "{{ip_dns}}")' /etc/resolv.conf > /tmp/resolv.conf

cp /tmp/resolv.conf /etc/resolv.conf

curl -s http://localhost/products/K-1
