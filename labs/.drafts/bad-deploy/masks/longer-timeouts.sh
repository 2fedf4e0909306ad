# title: Longer time-outs everywhere
# expect: not-fixed
sed -i 's/^timeout_s = .*/timeout_s = 60/' /etc/{{service}}/{{service}}.toml

sed -i 's#^        proxy_pass .*#&\n        proxy_read_timeout 300s;#' /etc/nginx/conf.d/{{service}}.conf

systemctl restart {{service}} nginx
