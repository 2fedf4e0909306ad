# title: Clear the cache
rm -f /var/cache/{{service}}/*.json
