# title: Let nginx answer all requests for labels itself
# expect: not-fixed
sed -i '0,/^        proxy_pass .*/s##        default_type application/json; return 201 "{\\"tracking\\": \\"{{letters}}0000000000000\\", \\"zpl\\": \\"^XA^XZ\\"}";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
