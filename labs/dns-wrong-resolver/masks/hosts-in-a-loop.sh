# title: A loop that writes the address of the moment into the hosts file
# expect: symptom-hidden
cat > /usr/local/sbin/refresh-hosts <<'END'
#!/bin/bash
name={{backend}}.prod.{{company}}.internal
while sleep 0.5; do
  address=$(dig +short +time=1 +tries=1 @{{ip_dns}} $name)
  [ -n "$address" ] || continue
  rest=$(grep -v "$name" /etc/hosts)
  printf '%s\n' "$rest" "$address $name" > /etc/hosts
done
END

chmod 755 /usr/local/sbin/refresh-hosts

setsid refresh-hosts > /dev/null 2>&1 < /dev/null &

sleep 2; curl -s http://localhost/products/K-1
