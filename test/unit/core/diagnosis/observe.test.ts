import { describe, expect, it } from "vitest";
import { observedCommands, reportOf } from "../../../../orchestrator/core/diagnosis/observe.ts";
import type { Command, TimelineBody, TimelineEvent } from "../../../../orchestrator/protocol/timeline.ts";
import { fullDisk, HANDED_OVER_MS, says } from "./full-disk.ts";

/** A timeline with one event a second; the third is the hand-over's next second and so on. */
function timelineOf(...bodies: readonly TimelineBody[]): TimelineEvent[] {
  const all: TimelineBody[] = [
    { kind: "attempt-created" },
    { kind: "sandbox-ready", startMs: 900 },
    { kind: "terminal-opened", terminal: "t", machine: "web" },
    ...bodies,
  ];
  return all.map((body, index) => ({ seq: index + 1, atMs: HANDED_OVER_MS + (index - 1) * 1000, body }));
}

let count = 0;
/** A command from start to end with what it showed; `edited` as told for editors. */
function ran(text: string, output = "", edited: boolean | null = null, more: Partial<Command> = {}): TimelineBody[] {
  count += 1;
  const startedAtMs = HANDED_OVER_MS + count;
  const started: Command = {
    id: `t-${count}`,
    terminal: "t",
    machine: "web",
    text: "",
    cwd: "/root",
    user: "root",
    exit: null,
    startedAtMs,
    endedAtMs: null,
    fromSeq: 0,
    toSeq: null,
    ...more,
  };
  return [
    { kind: "command-started", command: started },
    { kind: "command-ended", command: { ...started, text, exit: 0, endedAtMs: startedAtMs, toSeq: 9 } },
    { kind: "command-shown", command: started.id, shown: { text: output, note: "" }, edited },
  ];
}

function checked(outcome: "fixed" | "not-fixed", endedAtMs: number): TimelineBody {
  const run = { id: "c", startedAtMs: endedAtMs - 1, endedAtMs, steps: [], outcome, sentence: "" };
  return { kind: "check-ended", run };
}

it("puts a command's line, output, class and layers together", () => {
  expect(observedCommands(timelineOf(...ran("df -h", says.full)))).toMatchObject([
    { text: "df -h", exit: 0, class: "observe", layers: ["os", "host"], shown: { text: says.full } },
  ]);
});

it("judges an editor by whether it changed a file", () => {
  const classOf = (text: string, edited: boolean | null) =>
    observedCommands(timelineOf(...ran(text, "", edited)))[0]?.class;
  expect(classOf("vi /etc/app.conf", true)).toBe("change");
  expect(classOf("vi /etc/app.conf", false)).toBe("observe");
  expect(classOf("systemctl edit checkout", false)).toBe("observe");
  expect(classOf("df", null)).toBe("observe");
  expect(classOf("vim /tmp/notes", null)).toBe("neutral");
  expect(classOf("vi /etc/app.conf; rm -rf /srv", false)).toBe("destructive");
});

it("knows the aliases that were defined earlier in the same terminal, and no others", () => {
  const commands = observedCommands(
    timelineOf(
      ...ran("again"),
      ...ran("alias again='systemctl restart checkout'"),
      ...ran("again"),
      ...ran("again", "", null, { terminal: "other" }),
    ),
  );
  expect(commands.map((command) => command.class)).toEqual(["observe", "neutral", "change", "observe"]);
});

it("takes the call of a function for what is in it, in the terminal where it was defined, and its definition for nothing", () => {
  const commands = observedCommands(
    timelineOf(
      ...ran("fix"),
      ...ran("fix() { systemctl restart checkout; }; df() { echo 'Use% 100'; }"),
      ...ran("fix"),
      ...ran("df", "Use% 100"),
      ...ran("fix", "", null, { terminal: "other" }),
    ),
  );
  expect(commands.map((command) => command.class)).toEqual(["observe", "neutral", "change", "neutral", "observe"]);
});

it("takes a command that still runs to last until the timeline's end, and to have shown nothing", () => {
  const [started] = ran("tail -f /var/log/syslog", "", null, { text: "tail -f /var/log/syslog" });
  if (!started) throw new Error("a command starts");
  const timeline = timelineOf(started, { kind: "coach-set", on: true });
  expect(observedCommands(timeline)).toMatchObject([
    { exit: null, endedAtMs: timeline.at(-1)?.atMs, shown: { text: "", note: "" } },
  ]);
});

it("counts time from the first hand-over, and judges up to the first check that found it fixed", () => {
  const report = reportOf(
    timelineOf(
      ...ran("curl -si localhost:8200/orders", says.fails),
      checked("not-fixed", HANDED_OVER_MS + 60_000),
      checked("fixed", HANDED_OVER_MS + 90_000),
      { kind: "sandbox-reset" },
      { kind: "sandbox-ready", startMs: 1 },
      ...ran("rm -rf /var/lib/orders", "", null, { startedAtMs: HANDED_OVER_MS + 95_000 }),
      checked("not-fixed", HANDED_OVER_MS + 99_000),
    ),
    fullDisk,
  );
  expect(report).toMatchObject({ outcomePoints: 40, changes: [], times: { resolveMs: 90_000, mitigateMs: 90_000 } });
  expect(report.commands).toHaveLength(1);
});

it("takes hints off, but none that was taken after what is judged", () => {
  const hint = { evidence: "symptom", step: "where", text: "Look.", cost: 2 } as const;
  const taken: TimelineBody = { kind: "hint-taken", hint };
  expect(reportOf(timelineOf(taken), fullDisk).hintPoints).toBe(2);
  const fixed = checked("fixed", HANDED_OVER_MS + 3000);
  expect(reportOf(timelineOf(taken, fixed, taken), fullDisk).hintPoints).toBe(2);
});

it("says what could not be seen", () => {
  const report = reportOf(
    timelineOf(
      { kind: "terminal-opened", terminal: "silent", machine: "db" },
      { kind: "marks-forged", terminal: "t" },
      { kind: "marks-silenced", terminal: "t" },
      { kind: "trace-differs", machine: "web", text: "lsof ran and was not shown." },
      { kind: "trace-missing" },
      ...ran(""),
      ...ran("df -h", says.full).map((body): TimelineBody => {
        return body.kind === "command-shown"
          ? { ...body, shown: { ...body.shown, note: "The middle is left out." } }
          : body;
      }),
    ),
    fullDisk,
  );
  expect(report.unverified).toEqual([
    "In a terminal on web something posed as the shell. What it claimed was not counted.",
    "A shell on web went on without telling its commands. The recording shows what was done.",
    "On web the kernel's account differs from the shell's: lsof ran and was not shown.",
    "The kernel's account of what ran is missing or has gaps, so the shell's could not be compared with all of it.",
    "A terminal on db told of no command: it was not used, or it was silenced.",
    "The shell did not tell the text of 1 command.",
    "`df -h`: The middle is left out.",
  ]);
});

describe("what was left undone", () => {
  const opened: TimelineBody = { kind: "terminal-opened", terminal: "t", machine: "web" };
  const sentences = (...bodies: TimelineBody[]) =>
    reportOf(timelineOf(opened, ...ran("df -h", says.full), ...bodies), fullDisk)
      .components.map(({ sentence }) => sentence)
      .filter((sentence) => /changed nothing|destroyed nothing|for nothing/.test(sentence));

  it("is said without reserve where every shell told what it did", () => {
    expect(sentences()).toHaveLength(6);
    for (const sentence of sentences()) expect(sentence).not.toContain("could be seen");
  });

  it.each<[string, TimelineBody]>([
    ["a shell was silenced", { kind: "marks-silenced", terminal: "t" }],
    ["a terminal told of nothing", { kind: "terminal-opened", terminal: "silent", machine: "db" }],
    ["the kernel saw other commands", { kind: "trace-differs", machine: "web", text: "systemctl ran." }],
  ])("is said with reserve where %s", (_, body) => {
    expect(sentences(body)).toHaveLength(6);
    for (const sentence of sentences(body)) expect(sentence).toContain("as far as could be seen");
  });
});

it("reports on an attempt of which nothing is known yet", () => {
  expect(reportOf([], fullDisk)).toMatchObject({ total: 0, unverified: [] });
});
