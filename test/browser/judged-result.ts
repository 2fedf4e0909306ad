// A result with its diagnosis judged by the real score: found after one guess, a hint taken, one fact never seen.
import type { Diagnosis, Evidence } from "../../orchestrator/core/diagnosis/model.ts";
import { reportOf } from "../../orchestrator/core/diagnosis/observe.ts";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { HintView } from "../../orchestrator/protocol/diagnosis.ts";
import type { Command, TimelineBody, TimelineEvent } from "../../orchestrator/protocol/timeline.ts";
import { beganAtMs, checkRun, result } from "./page-data.ts";

const fact = (id: string, label: string, output: string, more: Partial<Evidence> = {}): Evidence => ({
  id,
  label,
  weight: 2,
  symptom: false,
  decisive: false,
  output: [output],
  many: [],
  needs: [],
  rulesOut: [],
  confirms: null,
  hints: ["", "", ""],
  tools: [],
  variants: [],
  ...more,
});

const diagnosis: Diagnosis = {
  kind: "fault",
  cause: "rotation",
  suspects: [
    { id: "rotation", label: "Rotation leaves the old log open" },
    { id: "big-logs", label: "Log files that grew too large" },
    { id: "inodes", label: "No inodes left" },
    { id: "old-releases", label: "Old releases that nobody removed" },
    { id: "permissions", label: "The service may not write" },
    { id: "read-only", label: "The disk went read-only" },
    { id: "upstream", label: "A service behind it is down" },
    { id: "bug", label: "A bug in the last release" },
  ],
  layers: { process: 2, os: 2, host: 1 },
  evidence: [
    fact("symptom", "Orders are answered with 500.", "HTTP/1\\.1 500", {
      weight: 1,
      symptom: true,
      rulesOut: ["upstream"],
    }),
    fact("no-space", "The service can't write its audit log: no space is left.", "No space left", {
      weight: 1,
      rulesOut: ["bug"],
    }),
    fact("disk-full", "The file system of the logs is full.", "\\s100% /var/log$", {
      rulesOut: ["permissions", "read-only"],
    }),
    fact("inodes-left", "There are inodes left.", "\\s1% /var/log$", { weight: 1, rulesOut: ["inodes"] }),
    fact("du-gap", "The files with a name take far less than what is used.", "^4\\.1M\\s", {
      needs: ["disk-full"],
      rulesOut: ["big-logs", "old-releases"],
    }),
    fact("deleted-fd", "The service holds a deleted log open.", "checkout\\.log\\.1 \\(deleted\\)", {
      weight: 4,
      decisive: true,
    }),
    fact("pid-path", "Rotation signals a PID file that the service does not write.", "cat /var/run/checkout\\.pid", {
      weight: 4,
      decisive: true,
      confirms: "rotation",
    }),
    fact("cron-mail", "The rotation's error went to cron's mail.", "Subject: Cron"),
  ],
  mitigations: [{ id: "restart", label: "Restart the service", command: "^systemctl restart checkout$" }],
  destructive: [],
  verification: [
    { id: "accepted", label: "An order is accepted.", output: ["^201$"], weight: 0.6 },
    { id: "closed", label: "No process holds a deleted log.", output: ["no deleted files"], weight: 0.4 },
  ],
  par: { commands: 14, diagnoseS: 300, resolveS: 600 },
};

const full = "Filesystem      Size  Used Avail Use% Mounted on\n/dev/loop3       24M   24M     0 100% /var/log";

const typed: [seconds: number, text: string, ms: number, exit: number, output: string, terminal?: string][] = [
  [
    8,
    "curl -si -X POST localhost:8431/orders",
    61,
    0,
    'HTTP/1.1 500 Internal Server Error\ncontent-type: application/json\ndate: Thu, 20 Nov 2025 14:03:11 GMT\n\n{"error":"the order could not be written"}',
  ],
  [
    22,
    "systemctl status checkout",
    44,
    0,
    "● checkout.service - Checkout\n     Loaded: loaded (/etc/systemd/system/checkout.service; enabled)\n     Active: active (running) since Tue 2025-11-18 09:12:40 UTC; 2 days ago\n   Main PID: 412 (checkout)",
  ],
  [33, "journaclt -u checkout", 18, 127, "bash: journaclt: command not found"],
  [
    41,
    "tail -3 /var/log/checkout/error.log",
    12,
    0,
    "14:02:58 POST /orders 500 write audit: No space left on device\n14:03:02 POST /orders 500 write audit: No space left on device\n14:03:11 POST /orders 500 write audit: No space left on device",
  ],
  [58, "df -h /var/log", 9, 0, full],
  [76, "systemctl restart checkout", 1900, 0, ""],
  [92, "rm -f /var/log/checkout/archive-2025-10.log", 6, 0, ""],
  [101, "cd /var/log/checkout", 1, 0, "", "t2"],
  [104, "df -h /var/log", 9, 0, full],
  [112, "watch -n1 df -h /var/log", 38_000, 130, full, "t2"],
  [171, "du -xsh /var/log", 34, 0, "4.1M\t/var/log"],
  [
    198,
    "df -i /var/log",
    8,
    0,
    "Filesystem     Inodes IUsed  IFree IUse% Mounted on\n/dev/loop3     500000    24 499976    1% /var/log",
  ],
  [
    222,
    "lsof +L1",
    420,
    0,
    "COMMAND  PID     USER   FD   TYPE DEVICE SIZE/OFF NLINK NODE NAME\ncheckout 412 checkout    4w   REG    7,3 19922944     0   14 /var/log/checkout/checkout.log.1 (deleted)",
  ],
  [
    250,
    "cat /etc/logrotate.d/checkout",
    7,
    0,
    "/var/log/checkout/*.log {\n    size 4M\n    rotate 1\n    missingok\n    postrotate\n        kill -HUP $(cat /var/run/checkout.pid) 2>/dev/null || true\n    endscript\n}",
  ],
  [262, "ls -l /run/checkout/ /var/run/*.pid", 8, 2, "/run/checkout/:\n-rw-r--r-- 1 checkout checkout 4 checkout.pid"],
  [280, "vim /etc/logrotate.d/checkout", 38_000, 0, ""],
  [326, "logrotate -f /etc/logrotate.d/checkout", 1300, 0, ""],
  [338, "lsof +L1", 390, 1, ""],
  [349, "curl -s -o /dev/null -w '%{http_code}\\n' -X POST localhost:8431/orders", 55, 0, "201"],
];

const commands: Command[] = typed.map(([seconds, text, ms, exit, , terminal = "t1"], index) => ({
  id: `c${index}`,
  terminal,
  machine: "web",
  text,
  cwd: terminal === "t2" ? "/var/log/checkout" : "/root",
  user: "root",
  exit,
  startedAtMs: beganAtMs + seconds * 1000,
  endedAtMs: beganAtMs + seconds * 1000 + ms,
  fromSeq: index * 100,
  toSeq: index * 100 + 90,
}));

/** What each command showed, by its id. */
export const outputs: Readonly<Record<string, string>> = Object.fromEntries(
  typed.map(([, , , , output], index) => [`c${index}`, output]),
);

const hint: HintView = {
  step: "where",
  text: "Add up the files, and compare with what the disk says.",
  cost: 2,
};

const checks = [checkRun("k1", "not-fixed", beganAtMs + 128_000), checkRun("k2", "fixed", beganAtMs + 362_000)];

function shown({ id, text }: Command): TimelineBody {
  const note = text.startsWith("watch") ? "Only its last screen was kept." : "";
  const edited = text.startsWith("vim") ? true : null;
  return { kind: "command-shown", command: id, shown: { text: outputs[id] ?? "", note }, edited };
}

const happened: [atMs: number, body: TimelineBody][] = [
  [beganAtMs - 2400, { kind: "attempt-created" }],
  [beganAtMs, { kind: "sandbox-ready", startMs: 2400 }],
  ...(["t1", "t2"] as const).map((terminal): [number, TimelineBody] => [
    beganAtMs + 100,
    { kind: "terminal-opened", terminal, machine: "web" },
  ]),
  [beganAtMs + 100, { kind: "terminal-opened", terminal: "t3", machine: "db" }],
  ...commands.flatMap((command): [number, TimelineBody][] => {
    const atMs = command.endedAtMs ?? command.startedAtMs;
    return [
      [command.startedAtMs, { kind: "command-started", command: { ...command, exit: null, endedAtMs: null } }],
      [atMs, { kind: "command-ended", command }],
      [atMs, shown(command)],
    ];
  }),
  [beganAtMs + 160_000, { kind: "hint-taken", hint: { ...hint, evidence: "" } }],
  ...checks.map((run): [number, TimelineBody] => [run.endedAtMs ?? run.startedAtMs, { kind: "check-ended", run }]),
  [beganAtMs + 380_000, { kind: "attempt-ended", reason: "finished" }],
];

const timeline: TimelineEvent[] = happened
  .toSorted(([one], [other]) => one - other)
  .map(([atMs, body], index) => ({ seq: index + 1, atMs, body }));

const report = reportOf(timeline, diagnosis);

/** Ended, fixed at the second check. */
export function judgedResult(id: string, more: Partial<AttemptResult> = {}): AttemptResult {
  const base = result(id, { hints: [hint], check: checks[1] ?? null });
  return {
    ...base,
    seconds: (report.times.resolveMs ?? 0) / 1000,
    checks,
    commands,
    timeline,
    report,
    expert: [
      "curl -si -X POST localhost:8431/orders",
      "df -h /var/log",
      "df -i /var/log",
      "du -xsh /var/log",
      "lsof +L1",
      "cat /etc/logrotate.d/checkout",
      "ls -l /var/run/checkout.pid /run/checkout/",
      "sed -i 's#/var/run/checkout.pid#/run/checkout/checkout.pid#' /etc/logrotate.d/checkout",
      "logrotate -f /etc/logrotate.d/checkout",
      "lsof +L1",
      "curl -si -X POST localhost:8431/orders",
    ],
    ...more,
  };
}
