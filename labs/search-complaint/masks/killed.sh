# title: Kill the process and let it come back
pkill -9 -f {{service}}/main.py

sleep 2
