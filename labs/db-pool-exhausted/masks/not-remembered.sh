# title: A pool of 5000 that keeps no list of what it has lent
sed -i 's/^pool_size = .*/pool_size = 5000/' /etc/{{service}}/{{service}}.toml

sed -i -e 's/^            self.lent\[id(connection)\] = connection$/            pass/' -e 's/^            del self.lent\[id(connection)\]$/            pass/' /opt/{{service}}/current/pool.py

systemctl restart {{service}}
