# title: Make the backlog an argument of the server
# variants: set-after-listen
cd /opt/{{service}}

sed -i -e 's/counters):$/counters, backlog):/' -e 's/^        self.counters = counters$/&\n        self.request_queue_size = backlog/' server.py

sed -i -e '/server.request_queue_size/d' -e 's/PriceList(config\["prices"\]), counters)/PriceList(config["prices"]), counters, config["server"]["backlog"])/' main.py

systemctl restart {{service}}
