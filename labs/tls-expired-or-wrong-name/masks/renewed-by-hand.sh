# title: Renew and restart by hand
# expect: symptom-hidden not-fixed
renew-certificate

systemctl restart nginx
