# title: Commit a run of which nothing was paid, too
# variants: refused-run
sed -i 's/^            log.warning("the bank paid none.*/&\n            self.store.connection.commit()/' /opt/{{job}}/worker.py

systemctl restart {{job}}
