# title: Give the connection back before the answer is chosen
# variants: no-such-order
cd /opt/{{service}}/current && grep -n 'give_back\|return' orders.py

sed -i 's/^        if row is None:$/        self.pool.give_back(connection)\n&/' orders.py

sed -i '/^            return 404/{n;/give_back/d}' orders.py

systemctl restart {{service}}; journalctl -u {{service}} -n 3
