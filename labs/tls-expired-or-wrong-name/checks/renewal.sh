# What cron will do next time, one job after another, in the environment that it gives them. No cron, no renewal.
pgrep -x cron > /dev/null || exit 0
exec python3 - <<'END'
import os, re, subprocess

def jobs(text, with_user):
    env = {"SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", "HOME": "/root", "LOGNAME": "root"}
    for line in text.splitlines():
        line = line.strip()
        setting = re.match(r"""([A-Za-z_]\w*)\s*=\s*["']?(.*?)["']?$""", line)
        if not line or line.startswith("#"):
            continue
        if setting:
            env[setting[1]] = setting[2]
            continue
        fields = (1 if line.startswith("@") else 5) + with_user
        words = line.split(None, fields)
        if len(words) > fields and (not with_user or words[fields - 1] == "root"):
            yield words[fields], dict(env)

texts = [("/etc/crontab", True)]
texts += [(f"/etc/cron.d/{name}", True) for name in sorted(os.listdir("/etc/cron.d")) if re.fullmatch(r"[A-Za-z0-9_-]+", name)]
texts += [("/var/spool/cron/crontabs/root", False)]
for path, with_user in texts:
    try:
        text = open(path, encoding="utf-8", errors="replace").read()
    except OSError:
        continue
    for command, env in jobs(text, with_user):
        if re.search(r"\b(run-parts|anacron|logrotate)\b", command):
            continue
        try:
            subprocess.run([env["SHELL"], "-c", command], env=env, timeout=6, stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/root")
        except (OSError, subprocess.TimeoutExpired):
            continue
END
