# title: Delete the line in an editor
# variants: stale-hosts-line
vim -es -c 'set backupcopy=yes' -c 'g/{{backend}}\.prod/d' -c 'wq' /etc/hosts

cat /etc/hosts

curl -s http://localhost/products/K-1
