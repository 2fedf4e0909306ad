systemctl kill -s USR1 market
