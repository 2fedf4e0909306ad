# title: Book refunds to a row of their own in the table of takings
# variants: slow-bank
sed -i "s/VALUES (current_date, %s)/VALUES (date '1970-01-01', %s)/" /opt/{{job}}/store.py

systemctl restart {{job}}
