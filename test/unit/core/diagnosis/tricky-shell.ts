// Command lines whose grammar is the difficulty, with what has to be found in them.
import type { CommandClass } from "../../../../orchestrator/protocol/diagnosis.ts";
import type { Layer } from "../../../../orchestrator/protocol/labs.ts";

export interface TrickyLine {
  readonly line: string;
  /** `via` and `writes` are empty where they are left out. */
  readonly simple: readonly { via?: readonly string[]; argv: readonly string[]; writes?: readonly string[] }[];
  readonly class: CommandClass;
  readonly layers: readonly Layer[];
}

export const TRICKY_SHELL: readonly TrickyLine[] = [
  {
    line: "sudo -u postgres psql -c 'select pid, state from pg_stat_activity'",
    simple: [{ via: ["sudo"], argv: ["psql", "-c", "select pid, state from pg_stat_activity"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "pgrep -f worker | xargs -r kill -9",
    simple: [{ argv: ["pgrep", "-f", "worker"] }, { via: ["xargs"], argv: ["kill", "-9"] }],
    class: "change",
    layers: ["process"],
  },
  {
    line: "ls /var/log/*.1 | xargs -I{} mv {} /tmp/",
    simple: [{ argv: ["ls", "/var/log/*.1"] }, { via: ["xargs"], argv: ["mv", "{}", "/tmp/"] }],
    class: "change",
    layers: ["os"],
  },
  {
    line: "watch -n1 'ss -s'",
    simple: [{ via: ["watch"], argv: ["ss", "-s"] }],
    class: "observe",
    layers: ["network"],
  },
  {
    line: 'watch -d -n 2 "ps aux | grep -c defunct"',
    simple: [
      { via: ["watch"], argv: ["ps", "aux"] },
      { via: ["watch"], argv: ["grep", "-c", "defunct"] },
    ],
    class: "observe",
    layers: ["process"],
  },
  {
    line: 'echo "audit.log (deleted)"',
    simple: [{ argv: ["echo", "audit.log (deleted)"] }],
    class: "neutral",
    layers: [],
  },
  {
    line: "echo 'nameserver 10.0.0.2' > /etc/resolv.conf",
    simple: [{ argv: ["echo", "nameserver 10.0.0.2"], writes: ["/etc/resolv.conf"] }],
    class: "change",
    layers: [],
  },
  {
    line: "printf 'x\\n' | sudo tee -a /etc/hosts >/dev/null",
    simple: [{ argv: ["printf", "x\\n"] }, { via: ["sudo"], argv: ["tee", "-a", "/etc/hosts"] }],
    class: "change",
    layers: [],
  },
  {
    line: "ls -l /proc/1234/fd > /dev/null 2>&1",
    simple: [{ argv: ["ls", "-l", "/proc/1234/fd"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "> /var/log/app/audit.log",
    simple: [{ argv: [], writes: ["/var/log/app/audit.log"] }],
    class: "change",
    layers: [],
  },
  { line: ": > /proc/812/fd/3", simple: [{ argv: [":"], writes: ["/proc/812/fd/3"] }], class: "change", layers: [] },
  {
    line: "{ date; df; } >> /root/notes.txt",
    simple: [
      { argv: ["date"], writes: ["/root/notes.txt"] },
      { argv: ["df"], writes: ["/root/notes.txt"] },
    ],
    class: "change",
    layers: [],
  },
  {
    line: "cd /tmp && strace -f -p 99 -o trace.txt",
    simple: [{ argv: ["cd", "/tmp"] }, { argv: ["strace", "-f", "-p", "99", "-o", "trace.txt"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "cd /var/log/app; rm -- *.gz",
    simple: [{ argv: ["cd", "/var/log/app"] }, { argv: ["rm", "--", "*.gz"] }],
    class: "destructive",
    layers: [],
  },
  {
    line: "for pid in $(pgrep -u app); do\n  ls /proc/$pid/fd | wc -l\ndone",
    simple: [{ argv: ["pgrep", "-u", "app"] }, { argv: ["ls", "/proc/$pid/fd"] }, { argv: ["wc", "-l"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: 'while read -r name; do dig +short "$name"; done < /etc/hosts',
    simple: [{ argv: ["read", "-r", "name"] }, { argv: ["dig", "+short", "$name"] }],
    class: "observe",
    layers: ["network"],
  },
  {
    line: "while true; do curl -s -o /dev/null -w '%{http_code}\\n' http://localhost:8080/orders -d '{}'; sleep 1; done",
    simple: [
      { argv: ["true"] },
      { argv: ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}\\n", "http://localhost:8080/orders", "-d", "{}"] },
      { argv: ["sleep", "1"] },
    ],
    class: "observe",
    layers: [],
  },
  {
    line: "if ! curl -fsS http://localhost/healthz; then systemctl restart checkout; fi",
    simple: [{ argv: ["curl", "-fsS", "http://localhost/healthz"] }, { argv: ["systemctl", "restart", "checkout"] }],
    class: "change",
    layers: ["process"],
  },
  {
    line: "until pg_isready -q; do sleep 1; done",
    simple: [{ argv: ["pg_isready", "-q"] }, { argv: ["sleep", "1"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "case $(hostname) in\n  web*) nginx -t ;;\n  *) nginx -s reload ;;\nesac",
    simple: [{ argv: ["hostname"] }, { argv: ["nginx", "-t"] }, { argv: ["nginx", "-s", "reload"] }],
    class: "change",
    layers: ["process", "host"],
  },
  {
    line: 'check() { systemctl is-active "$1"; journalctl -u "$1" -n 20 --no-pager; }; check app',
    simple: [
      { argv: ["systemctl", "is-active", "app"] },
      { argv: ["journalctl", "-u", "app", "-n", "20", "--no-pager"] },
    ],
    class: "observe",
    layers: ["process", "os"],
  },
  { line: "fix() { systemctl restart app; }", simple: [], class: "neutral", layers: [] },
  {
    line: 'act() { sudo systemctl "$@"; }; act restart "my app"',
    simple: [{ via: ["sudo"], argv: ["systemctl", "restart", "my app"] }],
    class: "change",
    layers: [],
  },
  {
    line: "df() { echo 'disk is at 100%'; }; df | grep 100",
    simple: [{ argv: ["echo", "disk is at 100%"] }, { argv: ["grep", "100"] }],
    class: "neutral",
    layers: [],
  },
  {
    line: 'function ls { command ls -la "$*"; }; ls /proc/12/fd',
    simple: [{ via: ["command"], argv: ["ls", "-la", "/proc/12/fd"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "ping() { f; }; f() { ping; df -h; }; f",
    simple: [{ argv: ["df", "-h"] }],
    class: "observe",
    layers: ["os", "host"],
  },
  {
    line: "(fix() { systemctl restart app; }); fix",
    simple: [{ argv: ["fix"] }],
    class: "observe",
    layers: [],
  },
  {
    line: "one() { awk '{print $1}' /etc/fstab; }; one x",
    simple: [{ argv: ["awk", "{print $1}", "/etc/fstab"] }],
    class: "observe",
    layers: ["os"],
  },
  {
    line: "trap 'systemctl restart app' EXIT; trap - INT; trap -p",
    simple: [
      { via: ["trap"], argv: ["systemctl", "restart", "app"] },
      { argv: ["trap", "-", "INT"] },
      { argv: ["trap", "-p"] },
    ],
    class: "change",
    layers: [],
  },
  {
    line: "vim -c '!systemctl restart app' /etc/fstab",
    simple: [
      { argv: ["vim", "-c", "!systemctl restart app", "/etc/fstab"] },
      { via: ["vim"], argv: ["systemctl", "restart", "app"] },
    ],
    class: "change",
    layers: ["os"],
  },
  {
    line: "cat > /etc/logrotate.d/app <<'END'\n/var/log/app/*.log {\n  copytruncate; $(rm -rf /)\n}\nEND",
    simple: [{ argv: ["cat"], writes: ["/etc/logrotate.d/app"] }],
    class: "change",
    layers: [],
  },
  {
    line: "cat <<EOF | bash\nid\nsystemctl stop app\nEOF",
    simple: [
      { argv: ["cat"] },
      { argv: ["bash"] },
      { via: ["bash"], argv: ["id"] },
      { via: ["bash"], argv: ["systemctl", "stop", "app"] },
    ],
    class: "change",
    layers: ["os"],
  },
  {
    line: "sudo bash -s <<< 'truncate -s 0 /var/log/app/audit.log'",
    simple: [
      { via: ["sudo"], argv: ["bash", "-s"] },
      { via: ["sudo", "bash"], argv: ["truncate", "-s", "0", "/var/log/app/audit.log"] },
    ],
    class: "change",
    layers: [],
  },
  {
    line: "diff <(sort /etc/hosts) <(getent hosts | sort)",
    simple: [
      { argv: ["diff", "<(sort /etc/hosts)", "<(getent hosts | sort)"] },
      { argv: ["sort", "/etc/hosts"] },
      { argv: ["getent", "hosts"] },
      { argv: ["sort"] },
    ],
    class: "observe",
    layers: ["os", "network"],
  },
  {
    line: "tail -f /var/log/app/error.log > >(grep -v DEBUG) &",
    simple: [{ argv: ["tail", "-f", "/var/log/app/error.log"] }, { argv: ["grep", "-v", "DEBUG"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: 'FOO=1 BAR="a b" env -i PATH=/usr/bin:/bin LANG=C timeout -k 5 10 nice -n 5 df -i',
    simple: [{ via: ["env", "timeout", "nice"], argv: ["df", "-i"] }],
    class: "observe",
    layers: ["os", "host"],
  },
  {
    line: "x=$(ss -tanp | awk '$1 == \"CLOSE-WAIT\"' | wc -l)",
    simple: [{ argv: ["ss", "-tanp"] }, { argv: ["awk", '$1 == "CLOSE-WAIT"'] }, { argv: ["wc", "-l"] }],
    class: "observe",
    layers: ["process", "network"],
  },
  {
    line: "h=$(sed '/stock/s/^/# /' /etc/hosts); echo \"$h\" > /etc/hosts",
    simple: [{ argv: ["sed", "/stock/s/^/# /", "/etc/hosts"] }, { argv: ["echo", "$h"], writes: ["/etc/hosts"] }],
    class: "change",
    layers: ["os", "network"],
  },
  {
    line: "time sudo -n strace -c -f curl -s http://stock-a:7000/items",
    simple: [{ via: ["time", "sudo", "strace"], argv: ["curl", "-s", "http://stock-a:7000/items"] }],
    class: "observe",
    layers: ["process", "network"],
  },
  {
    line: "! grep -q deleted /proc/[0-9]*/maps",
    simple: [{ argv: ["grep", "-q", "deleted", "/proc/[0-9]*/maps"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "su - app -c 'ulimit -n; cat /etc/security/limits.conf'",
    simple: [
      { via: ["su"], argv: ["ulimit", "-n"] },
      { via: ["su"], argv: ["cat", "/etc/security/limits.conf"] },
    ],
    class: "observe",
    layers: ["os"],
  },
  {
    line: 'runuser -u app -- bash -lc "id && rm -r /srv/data"',
    simple: [
      { via: ["runuser", "bash"], argv: ["id"] },
      { via: ["runuser", "bash"], argv: ["rm", "-r", "/srv/data"] },
    ],
    class: "destructive",
    layers: ["os"],
  },
  {
    line: "sh -c \"sh -c 'echo \\$(uptime)'\"",
    simple: [
      { via: ["sh", "sh"], argv: ["echo", "$(uptime)"] },
      { via: ["sh", "sh"], argv: ["uptime"] },
    ],
    class: "observe",
    layers: ["host"],
  },
  {
    line: 'bash -c "echo $(free -m)"',
    simple: [
      { via: ["bash"], argv: ["echo", "$(free -m)"] },
      { via: ["bash"], argv: ["free", "-m"] },
    ],
    class: "observe",
    layers: ["os", "host"],
  },
  {
    line: "ssh -o StrictHostKeyChecking=no db-1 sudo systemctl status postgresql",
    simple: [{ via: ["ssh", "sudo"], argv: ["systemctl", "status", "postgresql"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "nsenter -t 4321 -n ss -lntp",
    simple: [{ via: ["nsenter"], argv: ["ss", "-lntp"] }],
    class: "observe",
    layers: ["process", "network"],
  },
  {
    line: "unshare -m chroot /mnt /bin/ls /etc",
    simple: [{ via: ["unshare", "chroot"], argv: ["ls", "/etc"] }],
    class: "observe",
    layers: ["os"],
  },
  {
    line: "chpst -u app -o 128 /opt/app/bin/server --check",
    simple: [{ via: ["chpst"], argv: ["/opt/app/bin/server", "--check"] }],
    class: "observe",
    layers: [],
  },
  {
    line: "flock -n /run/lock/x -c 'logrotate -d /etc/logrotate.conf'",
    simple: [{ via: ["flock"], argv: ["logrotate", "-d", "/etc/logrotate.conf"] }],
    class: "observe",
    layers: ["os"],
  },
  {
    line: "parallel -j4 curl -s http://localhost/{} ::: a b c",
    simple: [{ via: ["parallel"], argv: ["curl", "-s", "http://localhost/{}"] }],
    class: "observe",
    layers: [],
  },
  {
    line: "nohup setsid stdbuf -oL tcpdump -nni eth0 -w /root/all.pcap port 53 >/dev/null 2>&1 &",
    simple: [
      { via: ["nohup", "setsid", "stdbuf"], argv: ["tcpdump", "-nni", "eth0", "-w", "/root/all.pcap", "port", "53"] },
    ],
    class: "change",
    layers: [],
  },
  {
    line: "/usr/bin/sudo /bin/rm -rf /var/log/*",
    simple: [{ via: ["sudo"], argv: ["rm", "-rf", "/var/log/*"] }],
    class: "destructive",
    layers: [],
  },
  { line: "\\rm -f /opt/app/lock", simple: [{ argv: ["rm", "-f", "/opt/app/lock"] }], class: "change", layers: [] },
  {
    line: "(echo > /dev/tcp/db-1/5432) 2>/dev/null && echo open",
    simple: [{ argv: ["echo"] }, { argv: ["echo", "open"] }],
    class: "observe",
    layers: ["network"],
  },
  {
    line: "exec 3>&1; cat 0</proc/meminfo >&3",
    simple: [{ argv: ["exec"] }, { argv: ["cat"] }],
    class: "observe",
    layers: ["host"],
  },
  {
    line: "echo 'never closed; rm -rf /",
    simple: [{ argv: ["echo", "never closed; rm -rf /"] }],
    class: "neutral",
    layers: [],
  },
  {
    line: 'ls "unfinished $(ps aux',
    simple: [{ argv: ["ls", "unfinished $(ps aux"] }, { argv: ["ps", "aux"] }],
    class: "observe",
    layers: ["process", "os"],
  },
  { line: "if ls /etc; then", simple: [{ argv: ["ls", "/etc"] }], class: "observe", layers: ["os"] },
  { line: "ls | | wc; )", simple: [{ argv: ["ls"] }], class: "observe", layers: ["os"] },
  { line: "# systemctl restart app", simple: [], class: "neutral", layers: [] },
  { line: "uptime # and then rm -rf /", simple: [{ argv: ["uptime"] }], class: "observe", layers: ["host"] },
  {
    line: "printf '%s\\n' \"größer 日本 🐧\"; cat /var/log/bücher.log",
    simple: [{ argv: ["printf", "%s\\n", "größer 日本 🐧"] }, { argv: ["cat", "/var/log/bücher.log"] }],
    class: "observe",
    layers: ["process"],
  },
  {
    line: "echo one \\\n  two && \\\n  free -h",
    simple: [{ argv: ["echo", "one", "two"] }, { argv: ["free", "-h"] }],
    class: "observe",
    layers: ["os", "host"],
  },
  { line: "true && sudo -i", simple: [{ argv: ["true"] }, { argv: ["sudo", "-i"] }], class: "neutral", layers: [] },
  {
    line: "echo $((1 + $(cat /proc/sys/kernel/pid_max)))",
    simple: [
      { argv: ["echo", "$((1 + $(cat /proc/sys/kernel/pid_max)))"] },
      { argv: ["cat", "/proc/sys/kernel/pid_max"] },
    ],
    class: "observe",
    layers: ["os"],
  },
  {
    line: "[[ -s /var/log/x && $(stat -c %s /var/log/x) -gt 5 ]] && echo big",
    simple: [{ argv: ["stat", "-c", "%s", "/var/log/x"] }, { argv: ["echo", "big"] }],
    class: "observe",
    layers: ["os"],
  },
  {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    line: "echo ${x:-$(vmstat 1 2)}",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    simple: [{ argv: ["echo", "${x:-$(vmstat 1 2)}"] }, { argv: ["vmstat", "1", "2"] }],
    class: "observe",
    layers: ["os", "host"],
  },
  {
    line: 'ls -la /etc/{hosts,resolv.conf} "/opt/my app"',
    simple: [{ argv: ["ls", "-la", "/etc/{hosts,resolv.conf}", "/opt/my app"] }],
    class: "observe",
    layers: ["os"],
  },
  {
    line: "trap 'rm -f /tmp/x' EXIT; sleep 5",
    simple: [{ via: ["trap"], argv: ["rm", "-f", "/tmp/x"] }, { argv: ["sleep", "5"] }],
    class: "neutral",
    layers: [],
  },
  {
    line: 'eval "systemctl $action app"',
    simple: [{ via: ["eval"], argv: ["systemctl", "$action", "app"] }],
    class: "change",
    layers: [],
  },
  {
    line: "coproc tail -f /var/log/syslog",
    simple: [{ argv: ["tail", "-f", "/var/log/syslog"] }],
    class: "observe",
    layers: ["os"],
  },
];
