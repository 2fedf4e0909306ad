# title: The address instead of the name in the service's settings
# expect: symptom-hidden
sed -i 's#^url = .*#url = http://{{ip_stock}}:{{backend_port}}#' /etc/{{service}}/{{service}}.ini

systemctl restart {{service}}

curl -s http://localhost/products/K-1
