// What any engineer types on any machine. It shows facts that are true of a healthy one, so none of it may be evidence.

/** The looks for a sandbox with these addresses. */
export function stockLooks(addresses: readonly string[]): readonly string[] {
  const free = freeAddress(addresses);
  return [
    "ps aux",
    "ps -eo pid,user; pgrep -l .",
    "top -bn1 | head -n 20",
    "free -m; uptime; ulimit -a",
    "df -h; df -i; mount",
    "ls -la / /proc/1/fd /var/log",
    "cat /proc/1/status /proc/1/limits /proc/net/softnet_stat",
    "stat -f /proc; du -ch /usr/bin | tail -n 1",
    "logrotate -d /etc/logrotate.conf",
    "lsof -nP",
    "journalctl -n 50 --no-pager",
    "cat /etc/resolv.conf /etc/hosts /etc/nsswitch.conf",
    "getent hosts no.such.name; ping -c 1 no.such.name",
    `python3 -c "import socket; socket.getaddrinfo('no.such.name', 80)"`,
    `ping -c 2 -W 1 ${free}`,
    `curl -sS -m 5 -w '%{http_code} %{time_total}\\n' http://${free}/`,
    `python3 -c "import socket; socket.create_connection(('${free}', 80), 5)"`,
    "ip neigh; ip route; arp -n",
    "curl -si http://127.0.0.1:1/",
    "curl -si http://localhost/nope",
    "strace -f curl -s http://127.0.0.1:1/ 2>&1 | tail -n 40",
    "strace -f ls /nope 2>&1 | tail",
    "time vmstat 2 2",
    "ss -tanp; ss -s",
  ];
}

/** The first address behind those of the machines. */
function freeAddress(addresses: readonly string[]): string {
  const last = Math.max(...addresses.map((address) => Number(address.split(".").at(-1))));
  return (addresses[0] ?? "127.0.0.1").replace(/\d+$/, String(last + 1));
}
