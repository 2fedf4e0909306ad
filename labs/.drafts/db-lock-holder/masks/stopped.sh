# title: Stop what pays refunds
systemctl disable --now {{job}}

systemctl restart {{service}}
