# title: Call listen in the running process, with a debugger
# variants: set-after-listen
ss -lntp

gdb -q -nx -batch -p "$(systemctl show -p MainPID --value {{service}})" -ex 'call (int) listen(3, 128)'

ss -lnt
