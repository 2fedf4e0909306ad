# title: Restart, then write the address of the day into the settings

curl -i http://localhost/products/K-1042

systemctl restart {{service}}

curl -i http://localhost/products/K-1042

dig +short {{backend}}.prod.{{company}}.internal @{{ip_dns}}

sed -i 's#{{backend}}.prod.{{company}}.internal#{{ip_stock}}#' /etc/{{service}}/{{service}}.ini

systemctl restart {{service}}

curl -i http://localhost/products/K-1042
