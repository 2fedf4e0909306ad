# title: Give the thread a lower priority and keep it on one CPU
# expect: not-fixed
pid=$(systemctl show -p MainPID --value {{service}}-worker)

renice -n 19 -p $(ls /proc/$pid/task)

taskset -a -p -c 0 $pid
