# title: Let the database end slow statements of the service
# expect: not-fixed
sed -i 's/^        "application_name": .*/&\n        "options": "-c statement_timeout=500",/' /opt/{{service}}/main.py

systemctl restart {{service}}
