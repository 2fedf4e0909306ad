import { expect, it } from "vitest";
import { connect, DEFAULT_DOCKER_HOST } from "../../orchestrator/docker/client.ts";
import { label } from "../../orchestrator/docker/labels.ts";
import { eventually } from "./eventually.ts";
import { asking, openBox, plan, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();

const SERVE = `
cd /tmp && mkdir -p www && echo hello > www/index.html
setsid python3 -m http.server -d www 8080 >/dev/null 2>&1 </dev/null &`;

it("probes a machine's own address from its network, unseen from inside", async () => {
  await using box = await openBox(engine);
  await box.run("web", SERVE, 5000);
  // The machine looks for the probe while the probe looks at the machine.
  const spy = "for ((;;)); do echo tried; grep -l 'run[.]py' /proc/[0-9]*/cmdline; sleep 0.02; done";
  await box.run("web", `setsid bash -c "${spy}" >/tmp/spied 2>/dev/null </dev/null &`, 5000);
  const result = await box.probe(
    "web",
    asking(`
import urllib.request, time
def get():
    try:
        return urllib.request.urlopen("http://127.0.0.1:8080/", timeout=2).read()
    except OSError:
        time.sleep(0.1)
body = next(got for got in iter(get, 0) if got)
keep(length=len(body))
met(body.decode().strip())`),
    20_000,
  );
  expect(result).toMatchObject({ finding: "met", saw: "hello", keep: { length: 6 } });
  expect((await box.run("web", "sort -u /tmp/spied", 5000)).output).toBe("tried\n");
});

it("asks a machine's helper again, of which no probe leaves anything to the next, and makes another where it is gone", async () => {
  await using box = await openBox(engine);
  const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
  const helpers = (): Promise<{ Id: string }[]> =>
    docker.listContainers({ filters: { label: [`${label.attempt}=${box.owner}`, `${label.role}=probe`] } });
  const ask = (script: string) => box.probe("web", asking(script), 20_000);
  const count = "import probe\nprobe.asked = getattr(probe, 'asked', 0) + 1\nmet(str(probe.asked))";
  expect([(await ask(count)).saw, (await ask(count)).saw]).toEqual(["1", "1"]);
  expect((await ask("import os\nos.kill(os.getpid(), 9)")).finding).toBe("could-not-tell");
  expect((await ask(count)).saw).toBe("1");
  const [first, ...more] = await helpers();
  expect(more).toEqual([]);
  await docker.getContainer(first?.Id ?? "").kill();
  await eventually(async () => (await helpers()).length === 0, "the helper is gone");
  expect((await ask(count)).saw).toBe("1");
  const late = await box.probe("web", asking("import time\ntime.sleep(60)"), 2000);
  expect(late.finding).toBe("could-not-tell");
  expect((await ask(count)).saw).toBe("1");
});

it("cannot tell when a probe fails, and says nothing of ours to the candidate", async () => {
  await using box = await openBox(engine);
  const crash = await box.probe("web", asking("raise ValueError('inner secret')"), 10_000);
  const silent = await box.probe("web", asking("import os\nos._exit(0)"), 10_000);
  const late = await box.probe("web", asking("import time\ntime.sleep(60)"), 2000);
  for (const result of [crash, silent, late]) {
    expect(result).toMatchObject({ finding: "could-not-tell", saw: "This could not be looked at.", keep: {} });
  }
  expect(crash.detail).toContain("inner secret");
});

it("takes a service that hangs for one that does not answer, rather than being unable to tell", async () => {
  await using box = await openBox(engine);
  const listen = "import socket, time; s = socket.create_server(('', 8080), backlog=200); time.sleep(600)";
  await box.run("web", `setsid python3 -c "${listen}" >/dev/null 2>&1 </dev/null &`, 5000);
  const result = await box.probe(
    "web",
    asking(`
from probe import *
settle(lambda: socket.create_connection(("127.0.0.1", 8080)))
replies = load([("GET", "http://127.0.0.1:8080/", None)] * 60, clients=2, timeout=1)
not_met(f"{replies[0].error}; {sum(reply.status == 0 for reply in replies)} without an answer, the last {replies[-1].error}")`),
    20_000,
  );
  expect(result).toMatchObject({
    finding: "not-met",
    saw: "timed out; 60 without an answer, the last not sent, since another one timed out",
  });
});

it("looks among a machine's processes and files while it stands still", async () => {
  await using box = await openBox(engine, [plan("web", { tmpfs: { "/var/log": { mb: 8, inodes: null } } })]);
  await box.run(
    "web",
    `echo seen > /var/log/a; setsid bash -c 'for ((n=0;;n++)); do echo $n >/tmp/n; done' >/dev/null 2>&1 </dev/null &
     until [ -e /tmp/n ]; do sleep 0.02; done`,
    5000,
  );
  const result = await box.look(
    "web",
    asking(`
import time
def number():
    return open("/proc/1/root/tmp/n").read()
before = number(); time.sleep(0.3)
keep(still=before == number())
met(open("/proc/1/root/var/log/a").read().strip())`),
    20_000,
  );
  expect(result).toMatchObject({ finding: "met", saw: "seen", keep: { still: true } });
  expect(await box.states()).toEqual({ web: "running" });
});

it("unpauses the machine when a look crashes, dies or is late", async () => {
  await using box = await openBox(engine);
  for (const script of ["raise ValueError()", "import os\nos.kill(os.getpid(), 9)", "import time\ntime.sleep(600)"]) {
    const result = await box.look("web", asking(script), 15_000);
    expect(result.finding).toBe("could-not-tell");
    expect(await box.states()).toEqual({ web: "running" });
    expect((await box.run("web", "echo alive", 5000)).output).toBe("alive\n");
  }
});

it("lets a shell and a script wait for a look instead of failing on the pause", async () => {
  await using box = await openBox(engine);
  const look = box.look("web", asking("import time\ntime.sleep(1)\nmet('')"), 10_000);
  await eventually(async () => (await box.states()).web === "paused", "the machine is paused");
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  expect((await box.run("web", "echo ran", 5000)).output).toBe("ran\n");
  expect((await look).finding).toBe("met");
  await shell.close();
});

it("is not fooled by replaced programs or preloaded libraries", async () => {
  await using box = await openBox(engine);
  await box.run(
    "web",
    `printf '#!/bin/sh\\necho "{\\"finding\\":\\"met\\",\\"saw\\":\\"forged\\",\\"keep\\":{},\\"detail\\":\\"\\"}"\\n' > /tmp/fake
     chmod 755 /tmp/fake; for f in python3 sh curl env; do cp /tmp/fake /usr/bin/$f.new && mv -f /usr/bin/$f.new /usr/bin/$f; done
     mkdir -p /probe; cp /tmp/fake /probe/run.py; echo /nonexistent.so > /etc/ld.so.preload`,
    10_000,
  );
  for (const kind of ["probe", "look"] as const) {
    const result = await box[kind]("web", asking("not_met('the truth')"), 20_000);
    expect(result).toMatchObject({ finding: "not-met", saw: "the truth" });
  }
});

it("works when the machine has no process ids left", async () => {
  await using box = await openBox(engine, [plan("web", { limits: { pids: 40, memoryMb: 256, nofile: 1024 } })]);
  const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
  shell.write(Buffer.from("for i in $(seq 60); do sleep 1000 & done\n"));
  const count = "import os\nmet(str(sum(p.isdigit() for p in os.listdir('/proc'))))";
  await eventually(
    async () => Number((await box.look("web", asking(count), 20_000)).saw) >= 40,
    "all process ids are taken",
  );
  expect((await box.look("web", asking("met('looked')"), 20_000)).saw).toBe("looked");
  expect((await box.probe("web", asking("met('probed')"), 20_000)).saw).toBe("probed");
  await shell.close();
});

it("counts a user's files wherever they lie, each once, and nobody else's", async () => {
  await using box = await openBox(engine);
  const files = `
mkdir -p /srv/a/b /usr/local/share/kept
head -c 1000 /dev/zero > /srv/a/b/one
head -c 500 /dev/zero > /usr/local/share/kept/two
head -c 9000 /dev/zero > /srv/a/foreign
ln /srv/a/b/one /srv/a/again
ln -s /srv/a/b/one /srv/a/link
chown 4321 /srv/a /srv/a/b/one /usr/local/share/kept/two`;
  expect(await box.run("web", files, 5000)).toMatchObject({ exit: 0 });
  const result = await box.look("web", asking("from probe import *\nmet(repr(files_of(4321)))"), 20_000);
  expect(result).toMatchObject({ finding: "met", saw: "(2, 1500)" });
});
