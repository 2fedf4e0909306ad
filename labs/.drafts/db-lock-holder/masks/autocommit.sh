# title: No transactions around the call to the bank
# variants: slow-bank
sed -i 's/^    store = Store(.*/&\n    store.connection.autocommit = True/' /opt/{{job}}/main.py

sed -i 's/with self.store.connection, self.store.connection.cursor() as cursor:/with self.store.connection.cursor() as cursor:/' /opt/{{job}}/worker.py

systemctl restart {{job}}
