# Another program goes to the stock service, as an ordinary user and by names that nobody has seen before; each has a second.
for _ in 1 2 3; do
  name=$(od -An -N5 -tx1 /dev/urandom | tr -d ' \n').any.prod.{{company}}.internal
  setpriv --reuid=nobody --regid=nogroup --clear-groups curl -qs -m 1 -o /dev/null "http://$name:{{backend_port}}/stock/K-1"
done
exit 0
