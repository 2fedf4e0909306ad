// What an engineer meets in a machine of sickbay/base: supervision, unit files, journal.
import { expect, it } from "vitest";
import type { SceneFile } from "../../orchestrator/core/lab.ts";
import { openBox, plan, testEngine } from "./sandbox-fixture.ts";

const engine = testEngine();

const UNITS = "/etc/systemd/system";

/** How long a poll goes on, in milliseconds: a busy host may be slow, which is no failure. */
const PATIENTLY = { timeout: 60_000, interval: 200 };

const CLOCK_UNIT = `[Unit]
Description=Clock
[Service]
User=nobody
LimitNOFILE=128
Environment=GREETING=hello "PLACE=a b"
ExecStart=/bin/sh -c 'echo "$GREETING from $PLACE as $(id -un) with $(ulimit -n)"; exec sleep 1000'
Restart=always
[Install]
WantedBy=multi-user.target
`;

function file(path: string, content: string): SceneFile {
  return { path, content: Buffer.from(content), mode: 0o644 };
}

/** A machine whose scene ships and enables the unit `clock`. */
async function openClock(unit = CLOCK_UNIT) {
  const files = [file(`${UNITS}/clock.service`, unit), file(`${UNITS}/multi-user.target.wants/clock.service`, "")];
  const box = await openBox(engine, [plan("web", { files })]);
  const sh = async (script: string) => {
    const { output, exit } = await box.run("web", script, 20_000);
    return { output: output.trim(), exit };
  };
  await expect.poll(() => sh("systemctl is-active clock"), PATIENTLY).toMatchObject({ exit: 0 });
  return Object.assign(box, { sh });
}

it("starts the units that a scene enables, as their files say", async () => {
  await using box = await openClock();
  const journal = () => box.sh("journalctl -u clock --no-pager -o cat");
  await expect.poll(async () => (await journal()).output, PATIENTLY).toContain("hello from a b as nobody with 128");
  expect((await box.sh("systemctl is-enabled clock")).output).toBe("enabled");
});

it("comes back from `kill -9 -1`", async () => {
  await using box = await openClock();
  const pid = async () => (await box.sh("systemctl show -p MainPID clock")).output;
  const before = await pid();
  await box.run("web", "kill -9 -1", 5000);
  await expect.poll(pid, PATIENTLY).not.toSatisfy((now) => now === before || now === "MainPID=0");
  await expect.poll(() => box.sh("systemctl is-active cron"), PATIENTLY).toMatchObject({ output: "active" });
  expect(await box.states()).toEqual({ web: "running" });
});

it("applies an edited unit file and a drop-in at the next start", async () => {
  await using box = await openClock();
  await box.sh(`sed -i s/hello/goodbye/ ${UNITS}/clock.service
    mkdir ${UNITS}/clock.service.d
    printf '[Service]\\nLimitNOFILE=77\\n' > ${UNITS}/clock.service.d/more.conf
    systemctl daemon-reload && systemctl restart clock`);
  const journal = () => box.sh("journalctl -u clock -n 3 -o cat --no-pager");
  await expect.poll(async () => (await journal()).output, PATIENTLY).toContain("goodbye from a b as nobody with 77");
  expect((await box.sh("systemctl status clock")).output).toContain("└─more.conf");
});

it("answers with the exit statuses of the real systemctl", async () => {
  await using box = await openClock();
  expect(await box.sh("systemctl is-active clock")).toEqual({ output: "active", exit: 0 });
  expect((await box.sh("systemctl stop clock; systemctl status clock")).exit).toBe(3);
  expect(await box.sh("systemctl is-active clock")).toEqual({ output: "inactive", exit: 3 });
  expect((await box.sh("systemctl status no-such-unit")).exit).toBe(4);
  expect((await box.sh("systemctl start no-such-unit")).exit).toBe(5);
  expect((await box.sh("service clock start && service clock status")).exit).toBe(0);
});

it("shows the machine as a whole, and a unit by one of its process ids", async () => {
  await using box = await openClock();
  const whole = await box.sh("systemctl status");
  expect(whole).toMatchObject({
    exit: 0,
    output: expect.stringMatching(/State: running\n[\s\S]*├─clock\.service\n[\s\S]*cron\.service/),
  });
  const pid = (await box.sh("systemctl show -p MainPID --value clock")).output;
  expect(Number(pid)).toBeGreaterThan(1);
  expect((await box.sh(`systemctl status ${pid}`)).output).toContain("clock.service - Clock");
  expect((await box.sh("systemctl list-timers")).output).toBe("0 timers listed.");
  const both = await box.sh("systemctl show clock -p ActiveState -p MainPID");
  expect(both.output.split("\n").sort()).toEqual(["ActiveState=active", `MainPID=${pid}`]);
  expect(await box.sh("systemctl status clock -n bogus 2>&1")).toEqual({
    output: "Failed to parse lines 'bogus'",
    exit: 1,
  });
  expect((await box.sh("systemctl --help")).output).toContain("is-active");
});

it("takes patterns for units, names units of other kinds, and undoes overrides", async () => {
  await using box = await openClock();
  expect(await box.sh("systemctl is-active 'clo*' 'cron.serv*'")).toEqual({ output: "active\nactive", exit: 0 });
  expect(await box.sh("systemctl status cron.timer 2>&1")).toEqual({
    output: "Unit cron.timer could not be found.",
    exit: 4,
  });
  expect((await box.sh("systemctl show -p SystemState")).output).toBe("SystemState=running");
  expect((await box.sh("systemctl list-dependencies")).output).toMatch(
    /^multi-user\.target\n[\s\S]*● [├└]─clock\.service/,
  );
  expect((await box.sh("systemctl list-dependencies --reverse clock")).output).toContain("└─multi-user.target");
  expect(
    (await box.sh("mkdir -p /etc/systemd/system/cron.service.d && touch /etc/systemd/system/cron.service.d/a.conf"))
      .exit,
  ).toBe(0);
  expect((await box.sh("systemctl revert cron 2>&1")).output).toContain(
    "Removed '/etc/systemd/system/cron.service.d'.",
  );
  expect((await box.sh("systemctl cat cron")).output).not.toContain("a.conf");
});

it("has the manual at hand, that of the tools and that of the system", async () => {
  await using box = await openClock();
  for (const page of ["1 df", "1 bash", "5 proc", "5 resolv.conf", "2 waitpid", "7 signal", "8 lsof"]) {
    expect(await box.sh(`MANPAGER=cat man ${page} | wc -l | awk '{ print ($1 > 20) }'`)).toEqual({
      output: "1",
      exit: 0,
    });
  }
});

it("prints lines of the journal with their fields, and picks lines by them", async () => {
  await using box = await openClock();
  const journal = async (options: string) => (await box.sh(`journalctl --no-pager ${options} 2>&1`)).output;
  await expect.poll(() => journal("-u 'clo*' -o cat"), PATIENTLY).toContain("hello from a b");
  const pid = (await box.sh("systemctl show -p MainPID --value clock")).output;
  const line = JSON.parse((await journal(`_PID=${pid} -n 1 -o json`)) || "{}");
  expect(line).toMatchObject({ _PID: pid, _SYSTEMD_UNIT: "clock.service", PRIORITY: "6" });
  expect(await journal("_SYSTEMD_UNIT=clock.service -n 1 -o verbose")).toContain("    _SYSTEMD_UNIT=clock.service");
  expect(await journal("_PID=999999")).toBe("-- No entries --");
  expect(await journal("--list-boots")).toMatch(/^IDX BOOT ID .*\n {2}0 [0-9a-f]{32} /);
  expect(await journal("-o nonsense")).toBe("Unknown output 'nonsense'.");
});

it("finds lines of the journal by time and pattern, as the real journalctl takes them", async () => {
  await using box = await openClock();
  const journal = async (options: string) =>
    (await box.sh(`journalctl -u clock -o cat --no-pager ${options} 2>&1`)).output;
  await expect.poll(() => journal(""), PATIENTLY).toContain("hello from a b");
  expect(await journal("--since '5 min ago' -g 'HELLO from'")).toBe("-- No entries --");
  expect(await journal("-S '-1 hour 5 min' -g 'h.llo from'")).toContain("hello from a b");
  expect(await journal("--until '2 days ago'")).toBe("-- No entries --");
  expect(await journal("-n all")).toContain("Starting clock.service");
  expect(await journal("-b0 -n 1")).toContain("hello");
  expect(await journal("-b -1")).toContain("No such boot ID");
  expect(await journal("-g '('")).toContain("Bad pattern");
});

it("tells in the journal how a service ended, and gives up on one that fails at once", async () => {
  const limit = "StartLimitIntervalSec=300\nStartLimitBurst=3\n[Service]";
  const failing = CLOCK_UNIT.replace(/^ExecStart=.*$/m, "ExecStart=/bin/sh -c 'exit 3'").replace("[Service]", limit);
  const files = [file(`${UNITS}/clock.service`, failing), file(`${UNITS}/multi-user.target.wants/clock.service`, "")];
  await using box = await openBox(engine, [plan("web", { files })]);
  const run = async (script: string) => (await box.run("web", script, 20_000)).output.trim();
  await expect.poll(() => run("systemctl is-failed clock"), PATIENTLY).toBe("failed");
  expect(await run("systemctl --failed")).toContain("clock.service");
  expect(await run("systemctl list-units --state=failed")).toMatch(/clock\.service[\s\S]*\b1 loaded units listed/);
  expect(await run("systemctl is-system-running")).toBe("degraded");
  expect(await run("systemctl status clock")).toContain("start-limit-hit");
  const journal = await run("journalctl -u clock --no-pager");
  expect(journal).toContain("clock.service: Main process exited, code=exited, status=3/FAILURE");
  expect(journal).toContain("Start request repeated too quickly.");
  expect(await run("journalctl -u clock -p warning --no-pager")).not.toContain("Main process exited");
  expect(await run("journalctl -u clock -p warning --no-pager")).toContain("Failed with result 'exit-code'.");
  expect(await run("logger -p user.err 'disk on fire'; sleep 0.5; journalctl -p err --no-pager -o cat")).toBe(
    "disk on fire",
  );
  expect(await run("journalctl -k")).toBe("-- No entries --");
});

it("ends what a stopped service left running", async () => {
  const forking = CLOCK_UNIT.replace(/^ExecStart=.*$/m, "ExecStart=/bin/sh -c 'sleep 4321 & exec sleep 1234'");
  await using box = await openClock(forking);
  await expect.poll(() => box.sh("pgrep -f 'sleep 4321'"), PATIENTLY).toMatchObject({ exit: 0 });
  await box.sh("systemctl stop clock");
  expect((await box.sh("pgrep -x sleep")).output).toBe("");
});

it("says that it can't be rebooted, and that systemctl is a front end", async () => {
  await using box = await openBox(engine);
  const reboot = await box.run("web", "reboot 2>&1", 5000);
  expect(reboot.exit).toBe(1);
  expect(reboot.output).toContain("can't be rebooted");
  expect((await box.run("web", "systemctl --version", 5000)).output).toContain("front end over runit");
});
