# variant stale-hosts-line: only the long name is taken off the line; the short one, which the search domain would resolve, stays pinned to the host that is gone. checks/hosts.py:4,7 looks for the long name only
# title: Take the long name off the line, and leave the rest of it
# variants: stale-hosts-line
h=$(sed 's/{{backend}}\.prod\.{{company}}\.internal *//' /etc/hosts)

echo "$h" > /etc/hosts

curl -s http://localhost/products/K-1
