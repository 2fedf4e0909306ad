// What an orchestrator could answer, in the shapes of protocol/: labs, an attempt in each of its states, a result.
import type { Attempt, AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun, CheckStep, Outcome } from "../../orchestrator/protocol/checks.ts";
import type { LabCard, Track } from "../../orchestrator/protocol/labs.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";

const MINUTE_MS = 60_000;
const proof = (solutions: number, masks: number) => ({
  digest: "0c5d",
  verifiedAt: "2025-11-20T10:00:00Z",
  engine: "20.10.24",
  variants: 2,
  solutions,
  masks,
  runs: 1,
  statedByAuthor: false,
});

function lab(id: string, title: string, summary: string, more: Partial<LabCard>): LabCard {
  return {
    id,
    title,
    summary,
    level: 2,
    minutes: 20,
    layers: ["process", "os"],
    machines: ["web"],
    teaches: [],
    proof: proof(6, 5),
    measured: null,
    solved: null,
    attempts: 0,
    running: null,
    ...more,
  };
}

export const labs: LabCard[] = [
  lab(
    "disk-full-logs",
    "Checkout answers 500 for every order",
    "Since this morning no order goes through. The on-call before you freed some space at night; it came back within the hour.",
    {
      teaches: ["df against du", "lsof +L1"],
      solved: { attemptId: "a1", seconds: 372 },
      attempts: 9,
      measured: { attempts: 8, fixed: 6, medianSeconds: 520, medianCommands: 14, level: 3 },
    },
  ),
  lab(
    "zombie-pids",
    "Thumbnails stopped, and the worker can't start anything",
    "Uploads pile up. The machine answers, the worker's log says that it can't fork, and a restart helps for a quarter of an hour.",
    { level: 3, minutes: 25, proof: proof(4, 4) },
  ),
  lab(
    "fd-exhaustion",
    "Health check green, one in three requests fails",
    "The load balancer sees nothing wrong with the gateway. Customers do: the share of failed requests rises until someone restarts it.",
    { level: 3, layers: ["process", "network"], machines: ["gateway", "upstream"], running: "a2" },
  ),
  lab(
    "dns-wrong-resolver",
    "Every call to the price service takes five seconds",
    "Nothing was deployed. Network moved a few hosts last night and closed the change as done.",
    { layers: ["network", "host"], machines: ["shop", "dns"], proof: { ...proof(5, 6), statedByAuthor: true } },
  ),
  lab(
    "db-pool-exhausted",
    "Requests time out while the database is idle",
    "The API waits, PostgreSQL hardly works. It began after a release that only touched how errors are reported.",
    { level: 4, minutes: 35, layers: ["process"], machines: ["api", "db"], proof: null },
  ),
];

export const tracks: Track[] = [
  {
    id: "linux-round",
    title: "The Linux round",
    purpose: "What interviewers set most often, in the order in which it gets harder.",
    labs: ["disk-full-logs", "zombie-pids", "db-pool-exhausted"],
  },
  {
    id: "networking",
    title: "Networking",
    purpose: "Names and connections.",
    labs: ["dns-wrong-resolver", "fd-exhaustion"],
  },
];

/** When the attempts of these data began. */
export const beganAtMs = Date.now() - 7 * MINUTE_MS;

const brief = `# Checkout answers 500 for every order

**14:02** Checkout answers \`500\` for **every** order on \`checkout-1\`. Catalogue and basket are fine.

- Impact: no revenue since 13:48.
- Changed lately: the log format, on Tuesday. Log rotation was set up last month.
- The night shift deleted an old log by hand at 03:10; free space did not come back.

Orders come in at \`POST http://checkout-1:8431/orders\`. Make it answer again, and make it last.`;

const step = (id: string, title: string, state: CheckStep["state"], saw = "", ms: number | null = null): CheckStep => ({
  id,
  title,
  state,
  saw,
  ms,
});

/** A check with its steps as they are when it stopped at `outcome`, or under way when it is null. */
export function checkRun(id: string, outcome: Outcome | null, startedAtMs: number): CheckRun {
  const sentences: Record<Outcome, string> = {
    fixed: "Fixed. The symptom is gone, also after a forced rotation and a restart.",
    "symptom-hidden":
      "The symptom is hidden, but the fault is still there. What it looked like after: Force a log rotation. 18 MB are held by a file that has no name any more.",
    "not-fixed": "Not fixed. The symptom is still there. 50 of 50 orders answered 500.",
    "could-not-tell":
      'Could not tell: the step "Orders are accepted" gave no answer. This is on our side and does not count against you.',
  };
  const steps: Record<Outcome | "running", CheckStep[]> = {
    fixed: [
      step("orders", "Orders are accepted", "met", "50 of 50 orders answered 201.", 412),
      step("rotate", "Force a log rotation", "done", "", 1210),
      step("files", "Files after the rotation", "met", "No process holds a file that was deleted.", 230),
      step("restart", "Restart the service", "done", "", 2100),
      step("again", "Orders are accepted again", "met", "50 of 50 orders answered 201.", 398),
    ],
    "symptom-hidden": [
      step("orders", "Orders are accepted", "met", "50 of 50 orders answered 201.", 431),
      step("rotate", "Force a log rotation", "done", "", 1190),
      step("files", "Files after the rotation", "not-met", "18 MB are held by a file that has no name any more.", 240),
      step("restart", "Restart the service", "skipped"),
      step("again", "Orders are accepted again", "skipped"),
    ],
    "not-fixed": [
      step("orders", "Orders are accepted", "not-met", "0 of 50 orders were accepted; 50 answered 500.", 380),
      step("rotate", "Force a log rotation", "skipped"),
      step("files", "Files after the rotation", "skipped"),
      step("restart", "Restart the service", "skipped"),
      step("again", "Orders are accepted again", "skipped"),
    ],
    "could-not-tell": [step("orders", "Orders are accepted", "could-not-tell", "The probe gave no answer.", 15_000)],
    running: [
      step("orders", "Orders are accepted", "met", "50 of 50 orders answered 201.", 412),
      step("rotate", "Force a log rotation", "running"),
      step("files", "Files after the rotation", "waiting"),
      step("restart", "Restart the service", "waiting"),
      step("again", "Orders are accepted again", "waiting"),
    ],
  };
  const taken = steps[outcome ?? "running"];
  return {
    id,
    startedAtMs,
    endedAtMs: outcome ? startedAtMs + taken.reduce((sum, { ms }) => sum + (ms ?? 0), 0) : null,
    steps: taken,
    outcome,
    sentence: outcome ? sentences[outcome] : "",
  };
}

/** An attempt at the first lab, running; `more` says how it differs. */
export function attempt(id: string, more: Partial<Attempt> = {}): Attempt {
  const first = labs[0];
  if (!first) throw new Error("There is no lab.");
  const { title, level, minutes, layers } = first;
  return {
    id,
    lab: { id: first.id, title, level, minutes, layers },
    kind: more.state === "ended" ? "fault" : null,
    state: "running",
    brief,
    startSteps: [],
    machines: [
      { name: "web", hostname: "checkout-1", state: "running", shell: true },
      { name: "db", hostname: "orders-db", state: "running", shell: true },
    ],
    terminals: [
      { id: "t1", machine: "web", name: "checkout-1", open: true },
      { id: "t2", machine: "web", name: "checkout-1 (2)", open: true },
      { id: "t3", machine: "db", name: "orders-db", open: true },
    ],
    check: null,
    checksRun: 0,
    notes: "df says full, du says 4 MB: something holds deleted files",
    diagnosed: false,
    coach: false,
    hints: [],
    nextHint: null,
    createdAtMs: beganAtMs - 2400,
    startedAtMs: beganAtMs,
    deadlineAtMs: beganAtMs + 60 * MINUTE_MS,
    fixedAtMs: null,
    endedAtMs: null,
    endReason: null,
    problem: null,
    ...more,
  };
}

/** An attempt that is being started, with the second of three steps under way. */
export function startingAttempt(id: string): Attempt {
  return attempt(id, {
    state: "starting",
    startSteps: [
      { id: "network", title: "Laying the network", state: "done" },
      { id: "db", title: "Starting orders-db, 1 of 2", state: "running" },
      { id: "web", title: "Starting checkout-1, 2 of 2", state: "waiting" },
    ],
    machines: [],
    terminals: [],
    notes: "",
    createdAtMs: Date.now() - 900,
    startedAtMs: null,
    deadlineAtMs: null,
  });
}

const typed: [seconds: number, text: string, ms: number, exit: number, terminal: string][] = [
  [8, "curl -si -X POST localhost:8431/orders", 61, 0, "t1"],
  [21, "systemctl status checkout", 44, 0, "t1"],
  [34, "tail -50 /var/log/checkout/error.log", 12, 0, "t1"],
  [52, "df -h", 9, 0, "t1"],
  [66, "du -sh /var/log/*", 34, 0, "t1"],
  [98, "lsof +L1", 420, 1, "t1"],
  [121, "rm -f /var/log/checkout/*.1", 6, 0, "t1"],
  [132, "watch -n1 df -h /var/log", 48_000, 130, "t2"],
  [201, "cat /etc/logrotate.d/checkout", 7, 0, "t1"],
  [230, "ls -l /run/checkout/ /var/run/*.pid", 8, 2, "t1"],
  [262, "vim /etc/logrotate.d/checkout", 41_000, 0, "t1"],
  [310, "logrotate -f /etc/logrotate.d/checkout", 1300, 0, "t1"],
  [324, "lsof +L1", 390, 1, "t1"],
  [336, "curl -s -o /dev/null -w '%{http_code}\\n' -X POST localhost:8431/orders", 55, 0, "t1"],
];

const commands: Command[] = typed.map(([seconds, text, ms, exit, terminal], index) => ({
  id: `c${index}`,
  terminal,
  machine: "web",
  text,
  cwd: index > 8 ? "/etc/logrotate.d" : "/root",
  user: "root",
  exit,
  startedAtMs: beganAtMs + seconds * 1000,
  endedAtMs: beganAtMs + seconds * 1000 + ms,
  fromSeq: index * 100,
  toSeq: index * 100 + 90,
}));

/** A result: fixed after one check that said no, and ended. */
export function result(id: string, more: Partial<Attempt> = {}): AttemptResult {
  const checks = [checkRun("k1", "symptom-hidden", beganAtMs + 150_000), checkRun("k2", "fixed", beganAtMs + 368_000)];
  return {
    attempt: attempt(id, {
      state: "ended",
      check: checks[1] ?? null,
      checksRun: 2,
      fixedAtMs: beganAtMs + 372_000,
      endedAtMs: beganAtMs + 380_000,
      endReason: "finished",
      machines: [],
      ...more,
    }),
    outcome: "fixed",
    seconds: 372,
    checks,
    commands,
    timeline: [{ seq: 1, atMs: beganAtMs, body: { kind: "attempt-created" } }],
    report: null,
    expert: [],
    story: "# Orders are refused\n\n## Impact\n\n[How many users or orders, for how long, and what it cost.]\n",
    debrief:
      "| change | what becomes of it |\n|---|---|\n| delete the log | it comes back |\n\n## What was broken\n\nlogrotate renamed the log, and `postrotate` read a PID file that the service does not write. The signal went nowhere, so the service kept writing into a file without a name.\n\n## Why deleting did not help\n\nA deleted file gives its space back when the **last** descriptor closes. `df` counts it, `du` can't see it.\n\n## How to prevent it\n\n- Point `postrotate` at the path that the service writes.\n- Watch `df` against `du`.\n\n## Further reading\n\n`lsof(8)`, `+L` · RFC 9293, section 3.6, on closing",
    solutions: [
      {
        id: "pid-path",
        title: "Point postrotate at the PID file that the service writes",
        commands: [
          "sed -i 's#/var/run/checkout.pid#/run/checkout/checkout.pid#' /etc/logrotate.d/checkout",
          "logrotate -f /etc/logrotate.d/checkout",
        ],
      },
      { id: "copytruncate", title: "Rotate with copytruncate", commands: ["vim /etc/logrotate.d/checkout"] },
    ],
  };
}
