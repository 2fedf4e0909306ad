// Tries from inside a machine to reach all that it must not reach.
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { eventually } from "./eventually.ts";
import { openBox, plan, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();
const LISTEN = `setsid python3 -m http.server 8080 >/dev/null 2>&1 </dev/null &`;

// Services of the host on all its addresses, as an orchestrator or an engine on 2375 would be if it were set up carelessly.
let tcp: Server;
let udp: Socket;
let tcpPort = 0;
let udpPort = 0;
let connections = 0;
let datagrams = 0;

beforeAll(async () => {
  tcp = createServer((socket) => {
    connections += 1;
    socket.on("error", () => undefined);
    socket.end("host");
  }).listen(0, "::");
  await once(tcp, "listening");
  const address = tcp.address();
  tcpPort = typeof address === "object" && address !== null ? address.port : 0;
  udp = createSocket("udp4", () => {
    datagrams += 1;
  });
  udp.bind(0, "0.0.0.0");
  await once(udp, "listening");
  udpPort = udp.address().port;
});

afterAll(() => {
  tcp.close();
  udp.close();
});

/** Runs Python in a machine: connects to each target at once and prints those that answered. */
async function reached(box: Sandbox, targets: readonly (readonly [string, number])[]): Promise<unknown> {
  const script = `python3 -I - <<'PY'
import json, socket
from concurrent.futures import ThreadPoolExecutor
def tries(target):
    host, port = target
    try:
        with socket.create_connection((host, port), timeout=4):
            return host
    except OSError:
        return None
targets = json.loads(${JSON.stringify(JSON.stringify(targets))})
with ThreadPoolExecutor(len(targets)) as pool:
    print(json.dumps([host for host in pool.map(tries, targets) if host]))
PY`;
  const { output } = await box.run("web", script, 30_000);
  return JSON.parse(output);
}

function hostAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address),
  );
}

function gatewayOf(box: Sandbox): string {
  const parts = (box.addresses.web ?? "").split(".").map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) - 1].join(".");
}

it("reaches its own sandbox and nothing else", async () => {
  await using box = await openBox(engine, [plan("web"), plan("db")]);
  await using other = await openBox(engine, [plan("web")]);
  await box.run("db", LISTEN, 5000);
  await other.run("web", LISTEN, 5000);
  const own = box.addresses.db ?? "";
  // The control: what may be reached is, so that silence elsewhere means something.
  const neighbour = async () => JSON.stringify(await reached(box, [[own, 8080]])) === JSON.stringify([own]);
  await eventually(neighbour, "its own neighbour answers");
  const otherWeb = other.addresses.web ?? "";
  const serves = async () => (await other.run("web", "curl -s 127.0.0.1:8080 >/dev/null", 5000)).exit === 0;
  await eventually(serves, "the other sandbox's service answers at home");

  const hosts = [...hostAddresses(), gatewayOf(box), gatewayOf(other), "172.17.0.1"];
  const forbidden: [string, number][] = [
    ...hosts.flatMap((host): [string, number][] => [
      [host, tcpPort],
      [host, 2375],
      [host, 22],
    ]),
    [otherWeb, 8080],
    ["169.254.169.254", 80],
    ["1.1.1.1", 53],
    ["1.1.1.1", 443],
    ["8.8.8.8", 53],
    ["host.docker.internal", tcpPort],
  ];
  expect(await reached(box, forbidden)).toEqual([]);
  expect(connections).toBe(0);
});

it("asks no name server outside, and is told so quickly", async () => {
  await using box = await openBox(engine);
  const script = `
    for host in ${hostAddresses()
      .filter((address) => address.includes("."))
      .join(" ")} ${gatewayOf(box)}; do
      echo x > /dev/udp/$host/${udpPort}
    done
    dig +tries=1 +time=2 @1.1.1.1 example.com | grep -c 'status:'
    timeout 5 getent hosts example.com; echo $?
    timeout 5 getent hosts localhost.example; echo $?
    grep -c search /etc/resolv.conf`;
  const { output, timedOut } = await box.run("web", script, 30_000);
  expect(timedOut).toBe(false);
  expect(output.split("\n").filter((line) => /^\d+$/.test(line))).toEqual(["0", "2", "2", "0"]);
  expect(datagrams).toBe(0);
});

it("finds no way to the host with its network in its own hands", async () => {
  await using box = await openBox(engine, [plan("web", { capabilities: ["NET_ADMIN", "NET_RAW"] })]);
  const ipv4 = hostAddresses().filter((address) => address.includes("."));
  await box.run(
    "web",
    `for host in ${ipv4.join(" ")} 172.17.0.1; do ip route replace $host dev eth0; done
     ip -6 route replace default dev eth0; echo 0 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6; true`,
    10_000,
  );
  expect(
    await reached(
      box,
      [...ipv4, "172.17.0.1"].map((host) => [host, tcpPort]),
    ),
  ).toEqual([]);
  expect(connections).toBe(0);
});

it("has no socket of the engine, no device and no writable kernel setting", async () => {
  await using box = await openBox(engine);
  const { output } = await box.run(
    "web",
    `ls /var/run/docker.sock /run/docker.sock /dev/kmsg /dev/sda /dev/vda /dev/mem 2>/dev/null
     for f in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /sys/kernel/uevent_helper /sys/fs/cgroup/memory/release_agent; do
       (echo x > $f) 2>/dev/null && echo "wrote $f"
     done
     mknod /tmp/disk b 8 0 2>/dev/null && echo "made a device"
     unshare -U true 2>/dev/null && echo "made a user namespace"
     unshare -n true 2>/dev/null && echo "made a network namespace"
     chroot / true 2>/dev/null && echo "changed its root"
     echo tried`,
    10_000,
  );
  expect(output).toBe("tried\n");
});

it("sees the folder of its terminals' line and can change nothing in it", async () => {
  await using box = await openBox(engine, [plan("web"), plan("db", { shell: false })]);
  const { output } = await box.run(
    "web",
    `cd /usr/lib/terminal/line && ls -A
     touch x 2>/dev/null && echo "made a file"
     ln -s /etc/passwd x 2>/dev/null && echo "made a link"
     ln /usr/lib/terminal/holder x 2>/dev/null && echo "made a hard link"
     rm -f dial 2>/dev/null && echo "removed the socket"
     mv dial other 2>/dev/null && echo "moved the socket"
     chmod 777 . dial 2>/dev/null && echo "changed modes"
     chown 1000 . dial 2>/dev/null && echo "changed owners"
     mount -o remount,rw /usr/lib/terminal/line 2>/dev/null && echo "mounted anew"
     umount /usr/lib/terminal/line 2>/dev/null && echo "unmounted"
     rmdir /usr/lib/terminal/line 2>/dev/null && echo "removed the folder"
     ls -A | wc -l`,
    10_000,
  );
  expect(output).toBe("dial\n1\n");
  expect((await box.run("db", "ls -A /usr/lib/terminal", 5000)).output).toBe("holder\n");
});

it("harms neither its terminals nor the orchestrator by dialling in itself", async () => {
  await using box = await openBox(engine);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const seen: Uint8Array[] = [];
  shell.onData((bytes) => seen.push(Buffer.from(bytes)));
  const { output } = await box.run(
    "web",
    `python3 -I - <<'PY'
import os, re, socket, struct, subprocess
def dial(*says):
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(5)
    try:
        line.connect("/usr/lib/terminal/line/dial")
        for bytes in says:
            line.sendall(bytes)
        while line.recv(4096):
            pass
        return "closed"
    except socket.timeout:
        return "open"
    except OSError:
        return "closed"
def hello(id):
    return b"H" + struct.pack(">I", 52) + id + bytes(20)
holder = subprocess.run(["pgrep", "-x", "holder"], capture_output=True, text=True).stdout.strip()
right = re.search(rb"TERMINAL_ID=(\\w+)", open(f"/proc/{holder}/environ", "rb").read())[1]
print(dial(hello(b"0" * 32)), dial(hello(right[:-1] + (b"1" if right.endswith(b"0") else b"0"))))
print(dial(b"H\\xff\\xff\\xff\\xff"), dial(b"GET / HTTP/1.1\\r\\n\\r\\n"), dial(os.urandom(100000)), dial())
crowd = []
for each in range(100):
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect("/usr/lib/terminal/line/dial")
        line.sendall(b"H")
    except OSError:
        pass
    crowd.append(line)
PY`,
    60_000,
  );
  expect(output).toBe("closed closed\nclosed closed closed closed\n");
  shell.write(Buffer.from("echo here-$((40+2))\n"));
  await eventually(() => Buffer.concat(seen).includes("here-42"), "the shell answers");
  const another = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const ended = new Promise((resolve) => another.onEnd(resolve));
  another.write(Buffer.from("exit 6\n"));
  expect(await ended).toBe(6);
});
