# title: Watch nginx and the service at work with strace and lsof
lsof -nP -i :80 | head -n 20

timeout 3 strace -f -tt -e trace=network -p $(pgrep -f -o {{service}}/main.py) 2>&1 | tail -n 25

timeout 3 strace -p $(pgrep -o -u www-data nginx) -e trace=writev,sendfile,epoll_wait 2>&1 | tail -n 20

cat /proc/$(pgrep -f -o {{service}}/main.py)/status

ls -l /var/cache/{{service}} | head -n 5
