# title: Let nginx find the stock service, with its own resolver
# variants: dead-first-nameserver files-only-names
# expect: symptom-hidden
cat > /etc/nginx/conf.d/stock.conf <<'END'
server {
    listen 127.0.0.1:9099;
    resolver {{ip_dns}} valid=1s ipv6=off;
    location / {
        set $stock {{backend}}.prod.{{company}}.internal;
        proxy_pass http://$stock:{{backend_port}};
    }
}
END

nginx -t && systemctl reload nginx

sed -i 's#^url = .*#url = http://127.0.0.1:9099#' /etc/{{service}}/{{service}}.ini

systemctl restart {{service}}

curl -s http://localhost/products/K-1
