systemctl kill -s USR2 market
