# title: Run nginx as root

sed -i 's/^user .*/user root;/' /etc/nginx/nginx.conf

systemctl restart nginx
