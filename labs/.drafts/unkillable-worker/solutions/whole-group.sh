# title: Kill the loop's process group, and comment the lines in rc.local out
# variants: boot-loop
kill -KILL -- -$(ps -o pgid= -p $(pgrep -f 'python3 .*{{old_version}}/worker.py') | tr -d ' ')

sed -i -e '/^setpriv /s/^/# /' -e '/^  *\/usr\/local\/lib/s/^/# /' /etc/rc.local

sh -n /etc/rc.local && cat /etc/rc.local
