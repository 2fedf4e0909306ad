# title: Roll back a run of which nothing was paid
# variants: refused-run
sed -i 's/^            log.warning("the bank paid none.*/&\n            self.store.connection.rollback()/' /opt/{{job}}/worker.py

systemctl restart {{job}}
