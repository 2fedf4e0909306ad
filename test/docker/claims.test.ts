// Each kind of claim on real machines: one that holds, one that does not, and one that can't be told.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { checked, details, machines, type Said, SHOP } from "./claims-fixture.ts";
import { eventually } from "./eventually.ts";
import { openBox, testEngine } from "./sandbox-fixture.ts";

let box: Sandbox & AsyncDisposable;

beforeAll(async () => {
  box = await openBox(testEngine(), machines);
  await box.run("web", "mkdir -p /srv/www && echo hello > /srv/www/index.html", 5000);
  const ready = { tcp: { host: "{{ip_web}}", port: SHOP.port, "within-s": 20 } };
  const served = { http: { url: "http://{{ip_web}}/", status: 200, "within-s": 20 } };
  const filled = { sql: { dbname: "shop", query: "SELECT 1", rows: 1, "within-s": 20 }, on: "db" };
  expect(await found(ready, served, filled)).toEqual(["met", "met", "met"]);
});

afterAll(() => box[Symbol.asyncDispose]());

/** What each step of a check came to. */
async function found(...steps: readonly Said[]): Promise<string[]> {
  return (await checked(box, steps)).map(({ state }) => state);
}

/** What the last step of a check came to, and what the candidate is told. */
async function last(...steps: readonly Said[]): Promise<{ state: string; saw: string } | undefined> {
  const step = (await checked(box, steps)).at(-1);
  return step && { state: step.state, saw: step.saw };
}

const CAN_NOT_TELL = { state: "could-not-tell", saw: "This could not be looked at." };

describe("http", () => {
  const order = {
    url: "http://{{ip_web}}:8123/orders",
    method: "POST",
    "request-headers": ["Accept: application/json"],
    "request-body": { reference: "{{nonce}}" },
    status: 201,
    body: ['"reference": "{{nonce}}"', "!error"],
  };

  it("holds when what was sent comes back", async () => {
    expect(await last({ http: order })).toEqual({
      state: "met",
      saw: expect.stringMatching(/^POST \/orders was answered with 201 after \d+ ms\.$/),
    });
  });

  it("does not take an answer that was prepared for one to what was sent", async () => {
    expect(await last({ http: { ...order, url: "http://{{ip_web}}/orders" } })).toEqual({
      state: "not-met",
      saw: expect.stringMatching(
        /^POST \/orders was answered with 201 after \d+ ms, but with another body than expected: "placed"\.$/,
      ),
    });
  });

  it("says which status came, and which was expected", async () => {
    const closed = { url: "http://{{ip_web}}/closed", status: [200, 204] };
    expect(await last({ http: closed })).toEqual({
      state: "not-met",
      saw: expect.stringMatching(/^GET \/closed was answered with 503 after \d+ ms; expected: 200 or 204\.$/),
    });
  });

  it("takes an answer that comes byte by byte and never ends for none", async () => {
    expect(await last({ http: { url: "http://{{ip_web}}:8123/drip", status: 200, timeout: 1000 } })).toEqual({
      state: "not-met",
      saw: "GET /drip was not answered, or not to the end, within 1000 ms.",
    });
  });

  it("can't tell where a parameter makes an address that nobody could ask", async () => {
    const step = { http: { url: "http://{{ip_web}}/{{odd}}", status: 200 } };
    expect((await checked(box, [step], { odd: "two words" }))[0]).toMatchObject(CAN_NOT_TELL);
    expect(details.get("step-0")).toContain("no url");
  });
});

describe("load", () => {
  const load = {
    url: "http://{{ip_web}}:8123/orders",
    method: "POST",
    "request-body": "{{nonce}}",
    requests: 120,
    clients: 4,
    status: 201,
    body: ["{{nonce}}"],
    "p99-ms": { lt: 4000 },
  };

  it("holds when each of many requests is answered with its own text", async () => {
    expect(await last({ load })).toEqual({
      state: "met",
      saw: expect.stringMatching(
        /^120 of 120 requests were answered as expected\. The median took \d+ ms, the slowest \d+ ms\.$/,
      ),
    });
  });

  it("tells how many were answered otherwise, or too late", async () => {
    expect(await last({ load: { url: "http://{{ip_web}}/closed", requests: 20, status: 200 } })).toEqual({
      state: "not-met",
      saw: "0 of 20 requests were answered as expected. One was answered with 503.",
    });
    expect(await last({ load: { ...load, "p99-ms": { lt: 0.001 } } })).toMatchObject({
      state: "not-met",
      saw: expect.stringMatching(/^Of 120 requests, 99 % were answered within \d+ ms, which is too slow\.$/),
    });
  });
});

describe("tcp", () => {
  it("tells a port that takes connections from one that refuses them", async () => {
    const open = { tcp: { host: "{{ip_web}}", port: 80 } };
    const shut = { tcp: { host: "{{ip_web}}", port: 81, reachable: false } };
    expect(await found(open, shut)).toEqual(["met", "met"]);
    expect(await last({ tcp: { host: "127.0.0.1", port: 81 } })).toEqual({
      state: "not-met",
      saw: "127.0.0.1:81 refused a connection.",
    });
  });
});

describe("dns", () => {
  const ask = { resolve: "shop.example", server: "{{ip_names}}", "within-s": 10 };

  it("holds when all addresses are there, and for a name that has none", async () => {
    const all = { dns: { ...ask, addrs: ["192.0.2.8", "192.0.2.7"] } };
    const none = { dns: { ...ask, resolve: "nothing.example", resolvable: false } };
    expect(await found(all, none)).toEqual(["met", "met"]);
  });

  it("does not hold when there is one address more, and says what was answered", async () => {
    expect(await last({ dns: { ...ask, "within-s": 0, addrs: ["192.0.2.7"] } })).toEqual({
      state: "not-met",
      saw: `${box.addresses.names} answered NOERROR for shop.example: 192.0.2.7, 192.0.2.8.`,
    });
    expect(await last({ dns: { ...ask, "within-s": 0, server: "{{ip_web}}" } })).toEqual({
      state: "not-met",
      saw: `Nothing listened at ${box.addresses.web}, port 53.`,
    });
  });

  it("can't tell what a server answers whose own name is not known", async () => {
    expect(await last({ dns: { ...ask, "within-s": 0, server: "nowhere.invalid" } })).toEqual(CAN_NOT_TELL);
  });
});

describe("process", () => {
  it("finds processes by name, port and unit, and as whom they run", async () => {
    expect(
      await found(
        { process: { comm: "nginx", user: ["root", "www-data"], count: { ge: 2 } } },
        { process: { port: SHOP.port, user: "shop", count: 1 } },
        { process: { unit: "shop", user: SHOP.uid } },
        { process: { comm: "apache2", running: false } },
        { process: { state: "Z", count: { lt: 5 } } },
      ),
    ).toEqual(["met", "met", "met", "met", "met"]);
    expect(await last({ process: { port: SHOP.port, user: "www-data" } })).toEqual({
      state: "not-met",
      saw: expect.stringMatching(/^python3 \(\d+\), listening on port 8123, ran as shop \(uid 23456\)\.$/),
    });
    expect(await last({ process: { unit: "nothing" } })).toEqual({
      state: "not-met",
      saw: "There was no process of nothing.",
    });
  });

  it("tells a restart from a service that ran on", async () => {
    const shop = { process: { port: SHOP.port } };
    const restart = { restart: { unit: "shop", port: SHOP.port } };
    const replaced = { process: { port: SHOP.port, since: "step-0", replaced: true } };
    const same = { process: { port: SHOP.port, since: "step-0", replaced: false } };
    expect(await found(shop, same, restart, replaced)).toEqual(["met", "met", "done", "met"]);
    expect(await last(shop, replaced)).toMatchObject({
      state: "not-met",
      saw: expect.stringMatching(/^Process \d+, listening on port 8123, was the same as before\.$/),
    });
    expect(await last(shop, restart, same)).toMatchObject({
      state: "not-met",
      saw: "The oldest process listening on port 8123 was not the same as before.",
    });
  });
});

describe("fd", () => {
  const shop = { port: SHOP.port };

  it("counts what a service holds open, and by how much that grew", async () => {
    const leak = { load: { url: "http://{{ip_web}}:8123/leak", requests: 30, clients: 2, status: 200 } };
    const before = {
      fd: { ...shop, open: { gt: 3, lt: 60 }, deleted: 0, tcp: { LISTEN: 1, "CLOSE-WAIT": { lt: 5 } } },
    };
    const after = { fd: { ...shop, since: "step-0", growth: { lt: 10 } } };
    expect(await found(before, after)).toEqual(["met", "met"]);
    expect(await last(before, leak, after)).toEqual({
      state: "not-met",
      saw: expect.stringMatching(
        /^1 process listening on port 8123 held \d+ descriptors open, \d\d more than before\.$/,
      ),
    });
    expect(await last({ fd: { unit: "shop", deleted: { lt: 5 } } })).toEqual({
      state: "not-met",
      saw: expect.stringMatching(
        /^1 process of shop held \d+ descriptors open, among them 30 deleted files \(0\.1 MB\)\.$/,
      ),
    });
    expect(await last({ fd: { unit: "shop", tcp: { LISTEN: 0 } } })).toMatchObject({
      state: "not-met",
      saw: expect.stringMatching(/ open, among them 1 TCP socket in LISTEN\.$/),
    });
  });
});

describe("disk", () => {
  it("tells how full a file system is as df does", async () => {
    const disk = { path: "/srv/www", usage: { lt: 90 }, inodes: { lt: 90 } };
    expect(await found({ disk })).toEqual(["met"]);
    await box.run("web", "head -c 7700000 /dev/zero > /srv/large", 10_000);
    const df = (await box.run("web", "df --output=pcent /srv | tail -1 | tr -dc 0-9", 5000)).output;
    expect(await last({ disk: { path: "/srv", usage: { lt: 90 } } })).toEqual({
      state: "not-met",
      saw: `/srv was ${df} % full.`,
    });
    await box.run("web", "rm /srv/large; for n in $(seq 190); do > /srv/$n; done", 10_000);
    expect(await last({ disk: { path: "/srv", usage: { lt: 90 }, inodes: { lt: 90 } } })).toMatchObject({
      state: "not-met",
      saw: expect.stringMatching(/ and had 9\d % of its inodes in use\.$/),
    });
    expect(await last({ disk: { path: "/nowhere", usage: { lt: 90 } } })).toEqual({
      state: "not-met",
      saw: "There was no /nowhere.",
    });
  });
});

it("can't tell where a parameter that has to be a number is none", async () => {
  const step = { disk: { path: "/srv", usage: { lt: "{{odd}}" } } };
  expect((await checked(box, [step], { odd: "many" }))[0]).toMatchObject(CAN_NOT_TELL);
});

describe("file", () => {
  it("tells what a file is, whose, and what it holds", async () => {
    const unit = { path: "/etc/systemd/system/shop.service", owner: "root", group: 0, mode: "0644", filetype: "file" };
    expect(
      await found(
        { file: { ...unit, contents: ["User=shop", "/^ExecStart=.*shop[.]py$/", "!Group="], size: { gt: 10 } } },
        { file: { path: "/srv/www", filetype: "directory" } },
        { file: { path: "/etc/nothing", exists: false } },
      ),
    ).toEqual(["met", "met", "met"]);
    expect(await last({ file: { ...unit, mode: "0600" } })).toEqual({
      state: "not-met",
      saw: "/etc/systemd/system/shop.service was a file of root:root with mode 0644.",
    });
    expect(await last({ file: { ...unit, contents: ["!Restart="] } })).toEqual({
      state: "not-met",
      saw: '/etc/systemd/system/shop.service held "Restart=always".',
    });
    expect(await last({ file: { ...unit, contents: ["User=root"] } })).toEqual({
      state: "not-met",
      saw: "/etc/systemd/system/shop.service did not hold all that it has to.",
    });
  });

  it("takes a parameter in a pattern for just its text", async () => {
    await box.run("web", "echo '10.0.0.1' > /srv/address", 5000);
    const step = { file: { path: "/srv/address", contents: ["/^{{address}}$/"] } };
    const states = async (address: string) => (await checked(box, [step], { address })).map(({ state }) => state);
    expect(await states("10.0.0.1")).toEqual(["met"]);
    expect(await states("10.0.0..")).toEqual(["not-met"]);
  });

  it("can't tell what a file holds that is larger than can be read", async () => {
    await box.run("web", "truncate -s 9M /var/tmp/large", 5000);
    expect(await last({ file: { path: "/var/tmp/large", contents: ["text"] } })).toEqual(CAN_NOT_TELL);
  });
});

describe("sql", () => {
  const shop = { dbname: "shop", query: "SELECT count(*), 'x' FROM orders" };

  it("compares the first value, and the number of rows", async () => {
    const like = "SELECT reference FROM orders WHERE reference LIKE '%1' ORDER BY id";
    expect(
      await found(
        { on: "db", sql: { ...shop, value: 40 } },
        { on: "db", sql: { ...shop, value: { ge: 40, lt: 41 }, rows: 1 } },
        { on: "db", sql: { ...shop, query: like, value: "order-1", rows: 4 } },
      ),
    ).toEqual(["met", "met", "met"]);
    expect(await last({ on: "db", sql: { ...shop, value: 41 } })).toEqual({
      state: "not-met",
      saw: 'The database gave 1 row, the first one beginning with "40".',
    });
  });

  it("says what the database answered when it could not, and changes nothing in it", async () => {
    expect(await last({ on: "db", sql: { ...shop, query: "SELECT 1 FROM gone", rows: 1 } })).toEqual({
      state: "not-met",
      saw: 'The database answered with an error: relation "gone" does not exist.',
    });
    expect(await last({ on: "db", sql: { ...shop, query: "DELETE FROM orders RETURNING id", rows: 0 } })).toEqual({
      state: "not-met",
      saw: "The database answered with an error: cannot execute DELETE in a read-only transaction.",
    });
    expect(await last({ sql: { ...shop, rows: 1 } })).toMatchObject({
      state: "not-met",
      saw: expect.stringMatching(/^The database could not be asked: .*Connection refused/),
    });
  });

  it("can't tell what a statement gives that is none", async () => {
    expect(await last({ on: "db", sql: { ...shop, query: "SELEKT 1", rows: 1 } })).toEqual(CAN_NOT_TELL);
  });
});

describe("log", () => {
  const order = {
    http: { url: "http://{{ip_web}}:8123/orders", method: "POST", "request-body": "{{nonce}}", status: 201 },
  };

  it("finds in a unit's journal what was sent since an earlier step, and only that", async () => {
    const mark = { log: { unit: "shop" } };
    const seen = { log: { unit: "shop", since: "step-0", contents: ["order {{nonce}}"], lines: 1 } };
    expect(await found(mark, order, seen)).toEqual(["met", "met", "met"]);
    expect(await last(mark, order, { log: { ...seen.log, contents: ["!{{nonce}}"] } })).toEqual({
      state: "not-met",
      saw: expect.stringMatching(/^1 line came into the log of shop, among them "order [0-9a-f]{16}"\.$/),
    });
    expect(await last(mark, { log: { unit: "shop", since: "step-0", contents: ["order"] } })).toEqual({
      state: "not-met",
      saw: "0 lines came into the log of shop, not all of those that have to be there.",
    });
  });

  it("follows a log file that was renamed meanwhile", async () => {
    const path = "/var/log/nginx/access.log";
    const ask = { http: { url: "http://{{ip_web}}/?{{nonce}}", status: 200 } };
    const rotate = { restart: { unit: "nginx", port: 80 } };
    await box.run("web", `mkdir -p /etc/nginx/rotate; mv ${path} ${path}.0; systemctl reload nginx`, 10_000);
    const steps = [
      ask,
      { log: { path } },
      ask,
      rotate,
      { log: { path, since: "step-1", contents: ["{{nonce}}"], lines: 1 } },
    ];
    expect(await found(...steps)).toEqual(["met", "met", "met", "done", "met"]);
    await box.run("web", `rm ${path}`, 5000);
    expect(await last({ log: { path } })).toEqual({ state: "not-met", saw: `There was no ${path}.` });
  });
});

describe("restart", () => {
  /** How often each of the loops has gone round so far. */
  const rounds = async (names: readonly string[]): Promise<number[]> =>
    Promise.all(names.map(async (name) => Number((await box.run("web", `stat -c %s /srv/${name}`, 10_000)).output)));

  it("lets what was started by hand stand still for a while, and not what a terminal shows or the supervisor holds", async () => {
    const loop = (name: string): string => `while sleep 0.1; do printf . >> /srv/${name}; done`;
    const unit = `[Service]\nExecStart=/bin/sh -c "${loop("held")}"\n`;
    await box.run("web", `printf '${unit}' > /etc/systemd/system/held.service; systemctl start held`, 10_000);
    const shell = await box.openShell("web", { cols: 80, rows: 24, env: {} });
    const lines = [
      `nohup sh -c '${loop("job")}' &`,
      `(setsid sh -c '${loop("left")}' &)`,
      `cp /bin/sh /usr/local/bin/runsvdir; (setsid /usr/local/bin/runsvdir -c '${loop("named")}' &)`,
      loop("shown"),
    ];
    for (const line of lines) shell.write(Buffer.from(`${line}\n`));
    const byHand = ["job", "left", "named"];
    const others = ["shown", "held"];
    const all = [...byHand, ...others];
    await eventually(async () => (await rounds(all)).every((number) => number > 0), "all go round");
    expect(await found({ restart: { unit: "shop", port: SHOP.port } })).toEqual(["done"]);
    const before = await rounds(all);
    const later = before.slice(byHand.length).map((number) => number + 5);
    const further = async (): Promise<boolean> => (await rounds(others)).every((now, at) => now > (later[at] ?? now));
    await eventually(further, "the others go on");
    expect(await rounds(byHand)).toEqual(before.slice(0, byHand.length));
    const again = async (): Promise<boolean> => (await rounds(byHand)).every((now, at) => now > (before[at] ?? now));
    await eventually(again, "all go on in the end");
    await shell.close();
    await box.run(
      "web",
      `systemctl stop held; pkill -f '/srv/(job|left|named)'; rm /usr/local/bin/runsvdir ${all.map((name) => `/srv/${name}`).join(" ")}`,
      10_000,
    );
  }, 120_000);
});

describe("cron", () => {
  // The machine's own cron must not come in between.
  const later = new Date(Date.now() + 20 * 60_000);
  const minute = later.getUTCMinutes();
  const often = `${minute},${(minute + 1) % 60} * * * *`;
  const daily = `${minute} ${(later.getUTCHours() + 6) % 24} * * *`;
  const mark = (name: string): string => `printf . >> /var/marks/${name}`;
  const tables: Readonly<Record<string, readonly string[]>> = {
    "/etc/cron.d/played": [
      "# a table",
      "GREETING = 'good day'",
      `${often} root ${mark("often")}`,
      `${daily} root ${mark("daily")}`,
      `${often} root logrotate /etc/no.conf; ${mark("left-out")}`,
      `@reboot root ${mark("boot")}`,
      '@hourly root (echo "$LOGNAME $HOME $SHELL $PATH $GREETING" && cat) > /var/marks/said%one%two',
    ],
    "/etc/cron.d/unreadable": [`61 * * * * root ${mark("left-out")}`, `${often} root ${mark("left-out")}`],
    "/etc/cron.d/of-nobody": [`${often} who-is-this ${mark("left-out")}`],
    "/etc/cron.d/saved.bak": [`${often} root ${mark("left-out")}`],
    "/var/spool/cron/crontabs/shop": [`${often} id -un >> /var/marks/own`],
    "/etc/rc.local": [mark("local")],
  };

  /** How many bytes each of the jobs has written. */
  async function written(): Promise<Record<string, number>> {
    const { output } = await box.run("web", "cd /var/marks && stat -c '%n %s' -- *", 10_000);
    return Object.fromEntries(output.split("\n").map((line) => [line.split(" ")[0], Number(line.split(" ")[1])]));
  }

  it("starts each entry as often as its schedule says, as its user and in cron's environment, and goes on by itself", async () => {
    const files = Object.entries(tables).map(([path, lines]) => `cat > ${path} <<'END'\n${lines.join("\n")}\nEND\n`);
    const mode = "chmod 600 /var/spool/cron/crontabs/shop; mkdir -m 1777 /var/marks";
    expect((await box.run("web", `${files.join("")}${mode}`, 10_000)).exit).toBe(0);
    expect(await found({ cron: { rounds: 3 } })).toEqual(["done"]);
    await eventually(async () => (await written()).often === 3, "all rounds are over");
    const said = async (): Promise<string> =>
      (await box.run("web", "cd /var/marks; sort own | uniq -c; cat said", 10_000)).output;
    const all = /^ +3 shop\nroot \/root \/bin\/sh \/usr\/bin:\/bin good day\none\ntwo\n$/;
    await eventually(async () => all.test(await said()), "the others are over too");
    const now = await written();
    expect(now.daily).toBe(1);
    expect(Object.keys(now).filter((name) => ["left-out", "boot", "local"].includes(name))).toEqual([]);
  });

  it("plays a start of the machine only where it is asked to, and no cron where none goes on", async () => {
    const boot = { cron: { rounds: 1, boot: true } };
    expect(await found(boot)).toEqual(["done"]);
    const once = { often: 4, daily: 2, boot: 1, local: 1 };
    const over = (now: Record<string, number>, then: Readonly<Record<string, number>>): boolean =>
      Object.entries(then).every(([name, size]) => now[name] === size);
    await eventually(async () => over(await written(), once), "all was started once");
    for (const [at, stop] of ["pkill -STOP -x cron", "pkill -CONT -x cron; systemctl stop cron"].entries()) {
      await box.run("web", stop, 10_000);
      expect(await found(boot)).toEqual(["done"]);
      await eventually(async () => (await written()).local === at + 2, "the machine's own start was played");
      expect(await written()).toMatchObject({ ...once, local: at + 2 });
    }
    const paths = Object.keys(tables).join(" ");
    await box.run("web", `rm -r ${paths} /var/marks; systemctl start cron`, 10_000);
  });
});

it("is not fooled by another name for root", async () => {
  const shop = { process: { port: SHOP.port, user: "shop" } };
  const restart = { restart: { unit: "shop", port: SHOP.port } };
  await box.run("web", `sed -i 's/^shop:x:${SHOP.uid}:/shop:x:0:/' /etc/passwd`, 5000);
  expect(await last(restart, shop)).toEqual({
    state: "not-met",
    saw: expect.stringMatching(/ ran as root \(uid 0\)\.$/),
  });
});

it("waits after a restart until the service listens, however long it takes to start", async () => {
  const slow = "sed -i 's/^import /import time; time.sleep(2); import /' /opt/shop.py; systemctl stop shop";
  await box.run("web", slow, 10_000);
  const restart = { restart: { unit: ["shop"], port: SHOP.port, "wait-s": 20 } };
  expect(await found(restart, { tcp: { host: "{{ip_web}}", port: SHOP.port } })).toEqual(["done", "met"]);
  await eventually(async () => (await box.states()).web === "running", "the machine runs");
});
