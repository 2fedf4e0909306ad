# title: Take the long name off the line, and leave the rest of it
# variants: stale-hosts-line
# expect: symptom-hidden
h=$(sed 's/{{backend}}\.prod\.{{company}}\.internal *//' /etc/hosts)

echo "$h" > /etc/hosts

curl -s http://localhost/products/K-1
