# title: Resolve the name once, and remember the answer in the code
# expect: symptom-hidden
a=$(dig +short @{{ip_dns}} {{backend}}.prod.{{company}}.internal | tail -1)

sed -i "s#f\"{url}/stock/#f\"http://$a:{{backend_port}}/stock/#" /opt/{{service}}/main.py

systemctl restart {{service}}

curl -s http://localhost/products/K-1
