# title: Copy what the process writes into its deleted file to the new one, again and again
# variants: wrong-pid-file
cat > /usr/local/sbin/log-rescue <<'END'
#!/usr/bin/python3
import glob, os, signal, time
log = "/var/log/{{service}}/{{log}}.log"
while True:
    for fd in glob.glob("/proc/[0-9]*/fd/*"):
        try:
            if not os.readlink(fd).startswith("/var/log/{{service}}/") or "(deleted)" not in os.readlink(fd):
                continue
            pid = int(fd.split("/")[2])
            if os.stat(fd).st_size == 0:
                continue
            os.kill(pid, signal.SIGSTOP)
            try:
                with open(fd, "rb+") as lost:
                    text = lost.read()
                    lost.truncate(0)
                with open(log if len(text) < 12_000_000 else "/var/tmp/saved", "ab") as kept:
                    kept.write(text)
            finally:
                os.kill(pid, signal.SIGCONT)
        except OSError:
            pass
    time.sleep(0.02)
END
chmod 755 /usr/local/sbin/log-rescue

nohup /usr/local/sbin/log-rescue > /dev/null 2>&1 &

sleep 1
