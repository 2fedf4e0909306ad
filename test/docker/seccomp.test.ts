// The profile keeps out what it should and breaks nothing that labs are made of.
import { expect, it } from "vitest";
import { openBox, plan, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();

it("refuses foreign socket families, io_uring, fallocate and namespaces, each with the errno agreed on", async () => {
  await using box = await openBox(engine);
  const script = `python3 -I - <<'PY'
import ctypes, errno, os, platform, socket
libc = ctypes.CDLL(None, use_errno=True)
def call(*args):
    ctypes.set_errno(0)
    return 0 if libc.syscall(*[ctypes.c_long(arg) for arg in args]) >= 0 else ctypes.get_errno()
def opens(family, kind, protocol=0):
    try:
        socket.socket(family, kind, protocol).close()
        return 0
    except OSError as error:
        return error.errno
x86 = platform.machine() == "x86_64"
seen = {
    "unix": opens(1, 1), "inet": opens(2, 1), "inet6": opens(10, 1), "netlink": opens(16, 3),
    "packet": opens(17, 3), "alg": opens(38, 5), "vsock": opens(40, 1),
    "io_uring_setup": call(425, 1, 0),
    "clone newuser": call(56 if x86 else 220, 0x10000000 | 17, 0, 0, 0, 0),
    "unshare": call(272 if x86 else 97, 0x10000000),
    "clone3": call(435, 0, 0),
    "bpf": call(321 if x86 else 280, 0, 0, 0),
    "userfaultfd": call(323 if x86 else 282, 0),
    "keyctl": call(250 if x86 else 219, 0, 0, 0),
}
with open("/tmp/full", "wb") as file:
    seen["fallocate"] = call(285 if x86 else 47, file.fileno(), 0, 0, 4096)
for name, number in seen.items():
    print(name, errno.errorcode.get(number, number))
PY`;
  const { output } = await box.run("web", script, 10_000);
  expect(output.trim().split("\n")).toEqual([
    "unix 0",
    "inet 0",
    "inet6 0",
    "netlink 0",
    "packet EPERM",
    "alg EPERM",
    "vsock EPERM",
    "io_uring_setup EPERM",
    "clone newuser EPERM",
    "unshare EPERM",
    "clone3 ENOSYS",
    "bpf EPERM",
    "userfaultfd EPERM",
    "keyctl EPERM",
    "fallocate ENOTSUP",
  ]);
});

it("leaves the tools of the trade working", async () => {
  await using box = await openBox(engine, [plan("web", { capabilities: ["NET_RAW"] })]);
  const tools: Record<string, string> = {
    openat2: `python3 -I -c "
import ctypes, os
how = (ctypes.c_uint64 * 3)(os.O_RDONLY, 0, 0x10)
fd = ctypes.CDLL(None).syscall(437, os.open('/', os.O_PATH), b'etc/passwd', how, 24)
assert fd >= 0"`,
    threads: `python3 -I -c "
import threading, subprocess
t = threading.Thread(target=lambda: subprocess.run(['true'], check=True)); t.start(); t.join()"`,
    strace: "strace -f -o /tmp/trace sh -c 'ls / >/dev/null' && grep -q execve /tmp/trace",
    "strace of a running process": `(while :; do sleep 0.1; done) & loop=$!
      strace -p $loop -o /tmp/t2 &
      for n in $(seq 300); do grep -q wait4 /tmp/t2 && break; sleep 0.1; done
      kill $loop; grep -q wait4 /tmp/t2`,
    gdb: "sleep 50 & gdb -batch -p $! -ex bt 2>&1 | grep -q '#0'",
    lsof: "lsof -p 1 | grep -q cwd",
    ss: "ss -ltnp >/dev/null",
    nginx:
      'nginx -t 2>/dev/null && nginx && curl -s -o /dev/null 127.0.0.1:80; [ $? -ne 7 ] || [ -z "$(ls /etc/nginx/sites-enabled)" ]',
    "su to a user": "su -s /bin/sh nobody -c 'id -un' | grep -q nobody",
    cron: "pgrep -x cron >/dev/null || cron",
    tcpdump: `timeout 30 tcpdump -c 1 -i lo -w /tmp/c >/dev/null 2>&1 &
      while kill -0 $! 2>/dev/null; do ping -c 1 -W 1 127.0.0.1 >/dev/null; sleep 0.1; done; wait $!`,
    tmux: "tmux new-session -d 'sleep 5' && tmux ls >/dev/null",
    "copying a file": "head -c 5000000 /dev/urandom > /tmp/a && cp /tmp/a /tmp/b && cmp /tmp/a /tmp/b",
    tar: "tar czf /tmp/etc.tgz -C /etc . && tar tzf /tmp/etc.tgz >/dev/null",
    useradd: "useradd -m another && id another >/dev/null",
    logrotate: `mkdir /root/r && cd /root/r && echo x > a.log && printf '/root/r/a.log {\\n rotate 1\\n}\\n' > conf
      logrotate -f -s state conf && [ -e a.log.1 ]`,
  };
  for (const [name, script] of Object.entries(tools)) {
    const { exit, output } = await box.run("web", `exec 2>&1; ${script}`, 60_000);
    expect(`${name}: ${exit} ${exit === 0 ? "" : output}`).toBe(`${name}: 0 `);
  }
});

it("lets PostgreSQL start and write", async () => {
  await using box = await openBox(engine, [plan("db", { image: "postgres" })]);
  const { exit, output } = await box.run(
    "db",
    `for i in $(seq 50); do su -s /bin/sh postgres -c "psql -tc 'select 1'" >/dev/null 2>&1 && break; sleep 0.2; done
     su -s /bin/sh postgres -c "psql -qtAc 'create table t as select generate_series(1, 10000) n' -c 'select count(*) from t'"`,
    30_000,
  );
  expect({ exit, output }).toEqual({ exit: 0, output: "10000\n" });
});
