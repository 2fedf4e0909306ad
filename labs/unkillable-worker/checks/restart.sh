# A shipment is left behind by a worker, /run is empty as after a start of the machine, and both units are restarted. Nothing else that runs is held: whatever keeps an
# old worker alive goes on. Whoever watches meanwhile is there until the end of the check, and its name tells the next look what it saw.
number="s$(date +%s%N)-$RANDOM"
claim=/var/spool/{{service}}/cur/$number.json
printf '{"shipment": "%s", "reference": "left-%s", "zone": "mainland", "grams": 900}\n' "$number" "$number" > "$claim"
chown {{service}}:{{service}} "$claim"
touch -d '@'$(($(date +%s) - 600)) "$claim"
find /run/{{service}} -mindepth 1 -delete
setsid python3 - > /dev/null 2>&1 <<'PY' &
import glob, os, time


def old_worker():
    """A worker of the release before, also one that does not live long."""
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            if os.stat(folder).st_uid != {{uid}}:
                continue
            with open(folder + "/cmdline") as file:
                argv = file.read().split("\0")
        except OSError:
            continue
        if "python" in argv[0] and any(word.endswith("/releases/{{old_version}}/worker.py") for word in argv[1:]):
            return folder[6:]
    return None


def call_me(name):
    with open("/proc/self/comm", "w") as file:
        file.write(name)


call_me("minutes")
end = time.monotonic() + 40
while time.monotonic() < end:
    found = old_worker()
    if found:
        call_me(f"minutes {found}")
        break
    time.sleep(0.01)
time.sleep(60)
PY
systemctl restart {{service}}-worker {{service}}-api
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
