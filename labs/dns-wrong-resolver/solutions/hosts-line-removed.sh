# title: Take the line out of the hosts file
# variants: stale-hosts-line
getent hosts {{backend}}.prod.{{company}}.internal; dig +short {{backend}}.prod.{{company}}.internal

grep -n {{backend}} /etc/hosts

grep -v '{{backend}}\.prod' /etc/hosts > /tmp/hosts

cp /tmp/hosts /etc/hosts

getent hosts {{backend}}.prod.{{company}}.internal
