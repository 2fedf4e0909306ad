// A lab for the tests of the score, as its author would write it: the disk is full by a deleted log that is still open.
import { LineReader } from "../../../../orchestrator/core/diagnosis/line-reader.ts";
import type {
  Diagnosis,
  JudgedCheck,
  ObservedCommand,
  ScoreInput,
} from "../../../../orchestrator/core/diagnosis/model.ts";

const piece = {
  symptom: false,
  decisive: false,
  many: [],
  needs: [],
  rulesOut: [],
  confirms: null,
  tools: [],
  variants: [],
} as const;

export const fullDisk: Diagnosis = {
  kind: "fault",
  cause: "deleted-open",
  suspects: [
    { id: "big-logs", label: "Large log files" },
    { id: "deleted-open", label: "A deleted file held open" },
    { id: "inodes", label: "No inodes left" },
    { id: "old-releases", label: "Old releases that nobody removed" },
    { id: "permissions", label: "The service may not write" },
    { id: "read-only", label: "The disk went read-only" },
    { id: "upstream", label: "A service behind it is down" },
    { id: "bug", label: "A bug in the last release" },
  ],
  layers: { process: 2, os: 2, host: 1 },
  evidence: [
    {
      ...piece,
      id: "symptom",
      label: "Orders are answered with 500.",
      weight: 1,
      symptom: true,
      output: ["HTTP/1\\.1 500", "No space left"],
      rulesOut: ["upstream"],
      hints: ["Ask the service as a customer would.", "Look for the status of an order.", "It fails by itself."],
    },
    {
      ...piece,
      id: "disk-full",
      label: "The disk of the logs is full.",
      weight: 1,
      output: ["\\s100% /var/log$"],
      rulesOut: ["permissions", "read-only", "bug"],
      hints: ["Look at the disks.", "Look for one without room.", "Something fills /var/log."],
    },
    {
      ...piece,
      id: "inodes-left",
      label: "There are inodes left.",
      weight: 1,
      output: ["\\s[1-9]% /var/log$"],
      needs: ["disk-full"],
      rulesOut: ["inodes"],
      hints: ["Look at the disk's other limit.", "Look for inodes in use.", "Inodes are not what is missing."],
    },
    {
      ...piece,
      id: "du-gap",
      label: "The files that can be seen take up little.",
      weight: 2,
      output: ["^\\d+(\\.\\d+)?[KM]\\s+/var/log$"],
      needs: ["disk-full"],
      rulesOut: ["big-logs", "old-releases"],
      hints: ["Add up the files.", "Compare with what the disk says.", "What fills it has no name any more."],
    },
    {
      ...piece,
      id: "deleted-fd",
      label: "A deleted log is still open.",
      weight: 4,
      decisive: true,
      confirms: "deleted-open",
      output: ["app\\.log.*\\(deleted\\)"],
      hints: [
        "Look at what processes hold open.",
        "Look for files without a name.",
        "Its room is free once it is closed.",
      ],
    },
  ],
  mitigations: [
    { id: "restart", label: "Restart the service", command: "^systemctl restart checkout$" },
    { id: "empty-fd", label: "Empty the open file", command: "> /proc/\\d+/fd/\\d+$" },
  ],
  destructive: [
    { id: "wipe-logs", label: "Wiped the logs", command: "^rm .*-r.* /var/log", severity: 0.6 },
    { id: "wipe-orders", label: "Deleted the orders", command: "^rm .*/var/lib/orders", severity: 1 },
  ],
  verification: [
    { id: "service-ok", label: "An order is accepted.", output: ["HTTP/1\\.1 200"], weight: 0.6 },
    { id: "room", label: "The disk has room.", output: ["\\s[1-8]?\\d% /var/log$"], weight: 0.4 },
  ],
  par: { commands: 14, diagnoseS: 300, resolveS: 600 },
};

/** What the machine shows, broken and mended. */
export const says = {
  fails: "HTTP/1.1 500 Internal Server Error\nContent-Length: 0",
  works: "HTTP/1.1 200 OK\nContent-Length: 0",
  full: "Filesystem Size Used Avail Use% Mounted on\ntmpfs 24M 24M 0 100% /var/log",
  room: "Filesystem Size Used Avail Use% Mounted on\ntmpfs 24M 3M 21M 13% /var/log",
  inodes: "Filesystem Inodes IUsed IFree IUse% Mounted on\ntmpfs 500000 24 499976 1% /var/log",
  little: "1.2M\t/var/log",
  deleted: "checkout 412 checkout 4w REG 0,93 24117248 0 7 /var/log/checkout/app.log (deleted)",
} as const;

export const HANDED_OVER_MS = 1_700_000_000_000;
const COMMAND_EVERY_MS = 20_000;

/** What was typed, what it showed, and its exit status where that is not 0. */
export type Typed = readonly [text: string, output?: string, exit?: number];

/** Commands typed in one terminal, one every 20 s. */
export function type(...typed: readonly Typed[]): ObservedCommand[] {
  const lines = new LineReader();
  return typed.map(([text, output = "", exit = 0], place) => {
    const startedAtMs = HANDED_OVER_MS + (place + 1) * COMMAND_EVERY_MS;
    return {
      ...lines.read({ terminal: "t", machine: "web", text, cwd: "" }),
      id: `t-${place + 1}`,
      terminal: "t",
      machine: "web",
      text,
      exit,
      startedAtMs,
      endedAtMs: startedAtMs + 500,
      shown: { text: output, note: "" },
    };
  });
}

/** An attempt whose last act is a check with this outcome. */
export function attempt(commands: readonly ObservedCommand[], outcome: JudgedCheck["outcome"]): ScoreInput {
  const endedAtMs = (commands.at(-1)?.endedAtMs ?? HANDED_OVER_MS) + 10_000;
  return {
    diagnosis: fullDisk,
    commands,
    checks: [{ endedAtMs, outcome }],
    hints: [],
    startedAtMs: HANDED_OVER_MS,
    endedAtMs,
    unverified: [],
    silenced: false,
  };
}

/** Measures, names the cause, mends it, verifies: 14 commands. */
export const expert: readonly Typed[] = [
  ["curl -si localhost:8200/orders", says.fails],
  ["journalctl -u checkout -n 20", "checkout[412]: write audit: No space left on device"],
  ["df -h /var/log", says.full],
  ["df -i /var/log", says.inodes],
  ["du -sh /var/log", says.little],
  ["ls -la /var/log/checkout", "-rw-r----- 1 checkout checkout 0 app.log"],
  ["ps -ef", "checkout 412 1 0 10:00 ? 00:00:03 /usr/local/bin/checkout"],
  ["lsof +L1", says.deleted],
  ["cat /etc/logrotate.d/checkout", "postrotate\n  kill -HUP $(cat /run/chekout.pid)"],
  ["cat /run/checkout.pid", "412"],
  ["sed -i s/chekout.pid/checkout.pid/ /etc/logrotate.d/checkout"],
  ["systemctl restart checkout"],
  ["curl -si localhost:8200/orders", says.works],
  ["df -h /var/log", says.room],
];
