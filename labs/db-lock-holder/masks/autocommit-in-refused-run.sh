# title: One line: autocommit for the connection of the worker
# variants: refused-run
sed -i 's/^    store = Store(.*/&\n    store.connection.autocommit = True/' /opt/{{job}}/main.py

systemctl restart {{job}}
