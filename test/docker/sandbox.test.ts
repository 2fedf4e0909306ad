import Docker from "dockerode";
import { expect, it } from "vitest";
import type { StartStep } from "../../orchestrator/protocol/attempts.ts";
import { openBox, plan, request, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();
const text = (content: string) => Buffer.from(content);

it("lays files, missing folders and users into a machine before it starts", async () => {
  const files = [
    { path: "/opt/shop/etc/shop.conf", content: text("port = 8080\n"), mode: 0o640 },
    { path: "/root/run", content: text("#!/bin/sh\necho ran\n"), mode: 0o755 },
  ];
  await using box = await openBox(engine, [plan("web", { files, users: [{ name: "shop", uid: 4711 }] })]);
  const { output } = await box.run(
    "web",
    `stat -c '%n %a %U' /opt/shop /opt/shop/etc/shop.conf /root /tmp; cat /opt/shop/etc/shop.conf; /root/run
     id shop; grep -c ^shop: /etc/passwd /etc/group /etc/shadow; stat -c '%a %U %G' /etc/shadow; grep -c . /etc/passwd`,
    10_000,
  );
  const lines = output.split("\n");
  expect(lines.slice(0, 10)).toEqual([
    "/opt/shop 755 root",
    "/opt/shop/etc/shop.conf 640 root",
    "/root 700 root",
    "/tmp 1777 root",
    "port = 8080",
    "ran",
    "uid=4711(shop) gid=4711(shop) groups=4711(shop)",
    "/etc/passwd:1",
    "/etc/group:1",
    "/etc/shadow:1",
  ]);
  expect(lines[10]).toBe("640 root shadow");
  expect(Number(lines[11])).toBeGreaterThan(15);
});

it("gives a machine its limits and no more capabilities than agreed", async () => {
  const limits = { pids: 100, memoryMb: 128, nofile: 256 };
  await using box = await openBox(engine, [plan("web", { limits, tmpfs: { "/var/log": { mb: 24, inodes: 500 } } })]);
  const { output } = await box.run(
    "web",
    `hostname; ulimit -n; ulimit -c; ulimit -f; grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status
     findmnt -no SIZE,OPTIONS /var/log | grep -c '24M.*nosuid.*nodev.*nr_inodes=500'; cat /proc/self/oom_score_adj; mount -t tmpfs x /mnt`,
    10_000,
  );
  // Bits of linux/capability.h: 0 CHOWN, 1 DAC_OVERRIDE, 3 FOWNER, 5 KILL, 6 SETGID, 7 SETUID, 19 SYS_PTRACE.
  const mask = [0, 1, 3, 5, 6, 7, 19].reduce((sum, bit) => sum + 2 ** bit, 0).toString(16);
  expect(output.split("\n").slice(0, 9)).toEqual([
    "web-1",
    "256",
    "0",
    // In blocks of 1024 bytes: 1 GiB.
    "1048576",
    `CapEff:\t${mask.padStart(16, "0")}`,
    "NoNewPrivs:\t1",
    "Seccomp:\t2",
    "1",
    "500",
  ]);
  expect(output).toContain("permission denied");
});

it("finds the other machines by name and by host name, at the addresses that were drawn with", async () => {
  await using box = await openBox(engine, [plan("web"), plan("db")]);
  const { output } = await box.run("web", "getent hosts db; getent hosts db-1; getent hosts web-1", 10_000);
  const seen = output.split("\n").map((line) => line.split(/\s+/)[0]);
  expect(seen).toEqual([box.addresses.db, box.addresses.db, box.addresses.web, ""]);
});

it("runs a script as root without its text showing among the processes", async () => {
  await using box = await openBox(engine);
  const script = "# a secret remark\ncat /proc/*/cmdline | tr '\\0' ' '; cat; id -u; exit 3";
  const run = await box.run("web", script, 10_000);
  expect(run).toMatchObject({ exit: 3, timedOut: false });
  expect(run.output).toMatch(/\n?0\n$/);
  expect(run.output).not.toContain("secret");
});

it("ends a script and its children when its time is over", async () => {
  await using box = await openBox(engine);
  const run = await box.run("web", "echo begun; sleep 4444 & sleep 5555", 1000);
  expect(run).toEqual({ exit: -1, output: "begun\n", timedOut: true });
  const after = await box.run("web", "pgrep -c -f 'sleep (4444|5555)'", 10_000);
  expect(after.output).toBe("0\n");
});

it("keeps a bounded part of what a script prints", async () => {
  await using box = await openBox(engine);
  const run = await box.run("web", "head -c 3000000 /dev/zero | tr '\\0' x", 20_000);
  expect(run.exit).toBe(0);
  expect(run.output).toHaveLength(256 * 1024);
});

it("tells each step of a start", async () => {
  const steps: Pick<StartStep, "id" | "state">[] = [];
  const box = await engine.open(
    request([plan("web"), plan("db")], { onStep: ({ id, state }) => steps.push({ id, state }) }),
  );
  await box.close();
  for (const id of ["network", "machine-web", "machine-db"]) {
    expect(steps.filter((step) => step.id === id).map((step) => step.state)).toEqual(["running", "done"]);
  }
});

it("leaves nothing behind when a machine can't be started", async () => {
  const missing = request([plan("web"), plan("db", { image: "no-such-image" })]);
  await expect(engine.open(missing)).rejects.toMatchObject({
    code: "image-missing",
    remedy: expect.stringContaining("npm start"),
  });
  const wide = request([plan("web"), plan("db", { limits: { pids: 257, memoryMb: 512, nofile: 1024 } })]);
  await expect(engine.open(wide)).rejects.toMatchObject({ code: "lab-invalid" });
  expect(await engine.found()).toEqual([]);
});

it("says so when no engine answers", async () => {
  const gone = testEngine({ dockerHost: "unix:///nowhere/docker.sock" });
  await expect(gone.version()).rejects.toMatchObject({ code: "no-engine" });
  await expect(gone.open(request([plan("web")]))).rejects.toMatchObject({ code: "no-engine" });
});

it("says that there is no room when all subnets are taken", async () => {
  const small = testEngine({ subnetRange: "10.199.77.0/28" });
  await using first = await openBox(small);
  await expect(small.open(request([plan("web")]))).rejects.toMatchObject({ code: "no-capacity" });
  expect(await first.states()).toEqual({ web: "running" });
});

it("tells when a machine stops by itself, and answers with machine-stopped from then on", async () => {
  await using box = await openBox(engine, [plan("web"), plan("db")]);
  const stopped = new Promise<string>((resolve) => box.onMachineStopped(resolve));
  const docker = new Docker();
  const [container] = await docker.listContainers({
    filters: { label: [`sickbay.attempt=${box.owner}`, "sickbay.machine=db"] },
  });
  await docker.getContainer(container?.Id ?? "").kill();
  expect(await stopped).toBe("db");
  expect(await box.states()).toEqual({ web: "running", db: "stopped" });
  await expect(box.run("db", "true", 5000)).rejects.toMatchObject({ code: "machine-stopped" });
  await expect(box.openShell("db", { cols: 80, rows: 24, env: {} })).rejects.toMatchObject({ code: "machine-stopped" });
});

it("can be closed twice, at once and again", async () => {
  const box = await openBox(engine);
  await Promise.all([box.close(), box.close()]);
  await box.close();
  expect(await engine.found()).toEqual([]);
});
