# title: Let the service step back behind nginx
runuser -u {{service}} -- renice -n 5 -p $(pgrep -f -o {{service}}/main.py)
