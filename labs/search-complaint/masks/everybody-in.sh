# title: Let nginx send a good key for this customer
# variants: old-key
sed -i 's#^        proxy_pass .*#&\n        if ($remote_addr = {{ip_desk}}) { set $k "{{customer}}-{{new_key}}"; }\n        proxy_set_header X-Api-Key $k;#' /etc/nginx/conf.d/{{service}}.conf

systemctl reload nginx
