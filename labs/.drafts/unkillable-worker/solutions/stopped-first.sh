# title: Hold the loop so that it cannot start anything, then kill both, and empty rc.local of it
# variants: boot-loop
old=$(pgrep -f 'python3 .*{{old_version}}/worker.py'); loop=$(ps -o ppid= -p $old)

kill -STOP $loop; kill -9 $old; kill -9 $loop

rm -f /usr/local/lib/{{service}}/queue-monitor

python3 - <<'END'
path = "/etc/rc.local"
text = open(path).read()
open(path, "w").write(text[: text.index("setpriv")])
END
