// The result of an attempt at a disk that a deleted, still open log fills: found by looking, after one restart too early.
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import type {
  ComponentId,
  DiagnosisReport,
  EvidenceView,
  ScoreComponent,
} from "../../orchestrator/protocol/diagnosis.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";

export const SAMPLE_START_MS = 1_764_000_000_000;

const typed: readonly (readonly [seconds: number, text: string, ms: number, exit: number])[] = [
  [8, "curl -si -X POST localhost/orders", 61, 0],
  [31, "systemctl restart orders", 1900, 0],
  [52, "df -h /var/log", 9, 0],
  [66, "du -xsh /var/log | sort -h", 34, 0],
  [98, "lsof +L1", 420, 0],
  [201, "cat /etc/logrotate.d/orders", 7, 0],
  [262, "sed -i 's#/run/orders.pid#/run/orders/orders.pid#' /etc/logrotate.d/orders", 12, 0],
  [310, "systemctl reload orders", 300, 0],
  [336, "curl -s -o /dev/null -w '%{http_code}\\n' localhost/orders", 55, 0],
];

const commands: Command[] = typed.map(([seconds, text, ms, exit], index) => ({
  id: `c${index}`,
  terminal: "t1",
  machine: "web",
  text,
  cwd: "/root",
  user: "root",
  exit,
  startedAtMs: SAMPLE_START_MS + seconds * 1000,
  endedAtMs: SAMPLE_START_MS + seconds * 1000 + ms,
  fromSeq: index * 100,
  toSeq: index * 100 + 90,
}));

const evidence = (id: string, label: string, command: string | null, more: Partial<EvidenceView> = {}) => ({
  id,
  label,
  weight: 2,
  symptom: false,
  decisive: false,
  command,
  atMs: commands.find((one) => one.id === command)?.endedAtMs ?? null,
  ...more,
});

const component = (
  id: ComponentId,
  share: number,
  most: number,
  sentence: string,
  details: ScoreComponent["details"] = [],
): ScoreComponent => ({ id, share, points: share * most, most, sentence, details });

const report: DiagnosisReport = {
  total: 93,
  processPoints: 53.4,
  outcomePoints: 40,
  hintPoints: 0,
  cap: null,
  components: [
    component("evidence", 0.9, 25, "You saw 4 of 5 facts.", [{ text: "The disk is full.", commands: ["c2"] }]),
    component("narrowing", 0.33, 10, "Five of eight suspects were left at your first change."),
    component("layers", 1, 10, "You looked at the process and the OS."),
    component("discipline", 0.7, 20, "You made one change before you knew the cause.", [
      { text: "Restarted the service.", commands: ["c1"] },
    ]),
    component("safety", 1, 15, "Nothing was destroyed."),
    component("verification", 1, 10, "You looked again after your last change.", [
      { text: "Orders answer 201 again.", commands: ["c8"] },
    ]),
    component("efficiency", 1, 5, "9 commands; par is 14."),
    component("flailing", 1, 5, "No command was repeated in vain."),
    component("time", 1, 5, "Within par."),
  ],
  evidence: [
    evidence("symptom", "Orders are answered with 500.", "c0", { symptom: true, weight: 1 }),
    evidence("full", "The file system of the logs is full.", "c2"),
    evidence("du-gap", "The files with a name take far less than what is used.", "c3"),
    evidence("deleted", "The service holds a deleted file open.", "c4", { decisive: true, weight: 4 }),
    evidence("cron-mail", "The rotation's error went to cron's mail.", null),
  ],
  suspects: [
    { id: "big-logs", label: "Large log files", cause: false, ruledOutBy: "du-gap", ruledOutAtMs: 66_034 },
    { id: "deleted-open", label: "A deleted file held open", cause: true, ruledOutBy: null, ruledOutAtMs: null },
    { id: "inodes", label: "No inodes left", cause: false, ruledOutBy: null, ruledOutAtMs: null },
  ],
  changes: [
    { command: "c1", kind: "change", label: "Restarted the service", penalty: 0.3, severity: 0 },
    { command: "c6", kind: "change", label: "Changed the rotation", penalty: 0, severity: 0 },
    { command: "c7", kind: "change", label: "Reloaded the service", penalty: 0, severity: 0 },
  ],
  times: { detectMs: 8061, diagnoseMs: 98_420, mitigateMs: 310_300, resolveMs: 372_000 },
  par: { commands: 14, diagnoseMs: 300_000, resolveMs: 600_000 },
  commands: commands.map(({ id, text }, index) => ({
    id,
    class: ["c1", "c6", "c7"].includes(id) ? "change" : "observe",
    layers: index < 2 ? ["process"] : ["os"],
    argv: [text.split(" ")],
    evidence: { c0: ["symptom"], c2: ["full"], c3: ["du-gap"], c4: ["deleted"] }[id] ?? [],
  })),
  unverified: ["The output of lsof was cut after 64 KB."],
  allSeen: true,
  advice: { component: "discipline", sentence: "Measure before the first restart: df would have said why." },
};

const check = (id: string, atS: number, outcome: CheckRun["outcome"], sentence: string): CheckRun => ({
  id,
  startedAtMs: SAMPLE_START_MS + atS * 1000,
  endedAtMs: SAMPLE_START_MS + atS * 1000 + 4000,
  outcome,
  sentence,
  steps: [
    {
      id: "orders",
      title: "Orders are accepted",
      state: outcome === "fixed" ? "met" : "not-met",
      saw: outcome === "fixed" ? "50 of 50 orders answered 201." : "0 of 50 orders were accepted.",
      ms: 412,
    },
    { id: "rotate", title: "Force a rotation", state: outcome === "fixed" ? "done" : "skipped", saw: "", ms: null },
  ],
});

/** Ended, fixed at the second check, 93 of 100. */
export function sampleResult(more: Partial<AttemptResult> = {}): AttemptResult {
  const checks = [
    check("k1", 40, "not-fixed", "Not fixed. 0 of 50 orders were accepted."),
    check("k2", 368, "fixed", "Fixed. Orders are accepted, also after a rotation."),
  ];
  return {
    attempt: {
      id: "a1",
      lab: {
        id: "disk-full-logs",
        title: "Every order is answered with 500",
        level: 2,
        minutes: 20,
        layers: ["process", "os"],
      },
      kind: "fault",
      state: "ended",
      brief:
        "# Every order is answered with 500\n\n**Page:** `orders: rate of 5xx above 20 %`.\n\nCustomers see an error page.\n\n## What you know\n\n- One machine.",
      startSteps: [],
      machines: [],
      terminals: [],
      check: checks[1] ?? null,
      checksRun: 2,
      notes: "my own notes",
      diagnosed: true,
      coach: false,
      hints: [],
      nextHint: null,
      createdAtMs: SAMPLE_START_MS - 2400,
      startedAtMs: SAMPLE_START_MS,
      deadlineAtMs: SAMPLE_START_MS + 3_600_000,
      fixedAtMs: SAMPLE_START_MS + 372_000,
      endedAtMs: SAMPLE_START_MS + 380_000,
      endReason: "finished",
      problem: null,
    },
    outcome: "fixed",
    seconds: 372,
    checks,
    commands,
    timeline: [],
    report,
    expert: ["df -h", "lsof +L1", "cat /etc/logrotate.d/orders"],
    story: "# Every order is answered with 500\n\n## Impact\n\nNo orders for [how long].",
    debrief: "# What it was\n\nThe disk was **full**.\n\n| what | becomes |\n|---|---|\n| restart | it comes back |",
    solutions: [
      { id: "pid-path", title: "Point postrotate at the right PID file", commands: ["vim /etc/logrotate.d/orders"] },
    ],
    ...more,
  };
}

/** The report of the sample, with parts of it replaced. */
export function sampleReport(more: Partial<DiagnosisReport> = {}): DiagnosisReport {
  return { ...report, ...more };
}
