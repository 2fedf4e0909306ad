# title: Keep the service on one CPU
runuser -u {{service}} -- taskset -a -c -p 0 $(pgrep -f -o {{service}}/main.py)
