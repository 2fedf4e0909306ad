# title: Let the caller commit after each run
# variants: refused-run
sed -i 's/^            handled = worker.run()/&\n            store.connection.commit()/' /opt/{{job}}/main.py

grep -n 'bank.pay' /opt/{{job}}/worker.py

systemctl restart {{job}}
