import { describe, expect, it } from "vitest";
import { compareTrace } from "../../../../orchestrator/core/diagnosis/compare-trace.ts";
import type { ObservedCommand } from "../../../../orchestrator/core/diagnosis/model.ts";
import { parseLine } from "../../../../orchestrator/core/diagnosis/parse-line.ts";
import type { ProgramStart, Traced } from "../../../../orchestrator/core/ports.ts";

const START_MS = 1_000_000;
/** A line of its own minute, so that no other line is near. */
const minute = (number: number): number => START_MS + number * 60_000;
const SHELL = 30;

function line(text: string, at: number, more: Partial<ObservedCommand> = {}): ObservedCommand {
  const startedAtMs = minute(at);
  return {
    ...parseLine(text),
    id: `t-${at}`,
    terminal: "t",
    machine: "web",
    text,
    exit: 0,
    startedAtMs,
    endedAtMs: startedAtMs + 100,
    shown: { text: "", note: "" },
    ...more,
  };
}

/** A program that a shell's prompt started, in a group of its own. */
function started(words: string, at: number, more: Partial<ProgramStart> = {}): ProgramStart {
  const args = words.split(" ");
  const pid = 1000 + at;
  const program = `/usr/bin/${args[0]}`;
  return {
    machine: "web",
    atMs: minute(at) + 10,
    pid,
    parent: SHELL,
    group: pid,
    foreground: true,
    program,
    args,
    ...more,
  };
}

const login = started("bash -l", 0, { pid: SHELL, parent: 0, group: SHELL });
const all = (...starts: readonly ProgramStart[]): Traced => ({
  fromMs: START_MS,
  starts: [login, ...starts],
  whole: true,
});

/** The sentences; those of a missing trace as "missing". */
function told(commands: readonly ObservedCommand[], traced: Traced | null, nowMs = minute(1000)): string[] {
  const events = compareTrace(commands, traced, nowMs);
  return events.map((event) => (event.kind === "trace-missing" ? "missing" : `${event.machine}: ${event.text}`));
}

const NEVER_RUN = "was shown, but no such program was started.";
const NOT_SHOWN = "was run, and stands in no line that the shell told.";

describe("what was shown and never run", () => {
  it.each(["lsof -i", "true && lsof -i", "cd /tmp; lsof -i", "df -h | grep x", "  ss -ltn", "cat /etc/hosts > /tmp/x"])(
    "is flagged: %s",
    (text) => {
      expect(told([line(text, 5)], all())).toEqual([`web: \`${text.trim()}\` ${NEVER_RUN}`]);
    },
  );

  it.each([
    ["a builtin", "type lsof"],
    ["an alias of the image", "ll /etc"],
    ["a program that nobody knows", "frobnicate"],
    ["a path, which can be a script without an interpreter", "./lsof"],
    ["a job in the background", "lsof -i &"],
    ["what may be passed over", "true || lsof -i"],
    ["what is turned round", "! lsof -i"],
    ["a compound command", "for f in *.nope; do cat $f; done"],
    ["a condition", "if false; then lsof; fi"],
    ["words that are known only when it runs", "$TOOL -i"],
    ["an assignment", "x=$(true)"],
    ["a line that can't be parsed", "lsof 'x"],
  ])("is not %s: %s", (_what, text) => {
    expect(told([line(text, 5)], all())).toEqual([]);
  });

  it("is not a program that failed, was missing or still runs", () => {
    expect(
      told(
        [1, 127, 130, null].map((exit, at) => line("lsof -i", at + 5, { exit })),
        all(),
      ),
    ).toEqual([]);
  });

  it("is not a name that a line gave another meaning", () => {
    for (const text of [
      "alias lsof=ss",
      "lsof() { ss; }",
      "function lsof { ss; }",
      "echo alias lsof=ss >> ~/.bashrc",
    ]) {
      expect(told([line(text, 4), line("lsof -i", 5)], all(started("ss", 5)))).toEqual([]);
    }
  });

  it("is not told of lines before the trace, at its end, on machines that told nothing, or with gaps", () => {
    const lsof = line("lsof -i", 5);
    expect(told([lsof], { ...all(), fromMs: minute(6) })).toEqual([]);
    expect(told([lsof], all(), lsof.endedAtMs + 1000)).toEqual([]);
    expect(told([{ ...lsof, machine: "db" }], all())).toEqual([]);
    expect(told([lsof], { ...all(), whole: false })).toEqual(["missing"]);
  });

  it("takes a program for run that was started in its time, however it was called", () => {
    expect(told([line("lsof -i", 5)], all(started("lsof -i", 5, { group: SHELL })))).toEqual([]);
    expect(told([line("lsof -i", 5)], all(started("lsof -i", 9, { group: SHELL })))).toHaveLength(1);
  });
});

describe("what was run and not shown", () => {
  it("is flagged where no line was near, and where the line that runs is about something else", () => {
    const silenced = line("unset PROMPT_COMMAND PS0", 5, { exit: null, endedAtMs: minute(60) });
    expect(told([], all(started("tac /etc/shadow", 5)))).toEqual([`web: \`tac /etc/shadow\` ${NOT_SHOWN}`]);
    expect(told([silenced], all(started("tac /etc/shadow", 20)))).toEqual([`web: \`tac /etc/shadow\` ${NOT_SHOWN}`]);
  });

  it("names a script without its interpreter", () => {
    const script = started("systemctl", 5, { args: "/usr/bin/python3 -IS /usr/bin/systemctl stop web".split(" ") });
    expect(told([], all(script))).toEqual([`web: \`systemctl stop web\` ${NOT_SHOWN}`]);
  });

  it("is not what a line of its time names", () => {
    const starts = [started("sleep 1", 5), started("curl x", 5), started("/usr/local/bin/curl", 5)];
    expect(told([line("sleep 1; /usr/local/bin/curl x", 5)], all(...starts))).toEqual([]);
  });

  it.each([
    ["a function or an alias", "look"],
    ["a file that is read", ". /root/look"],
    ["a text that is run", "eval $x"],
    ["a line that the shell did not tell", ""],
  ])("is not what %s may have run", (_what, text) => {
    expect(told([line(text, 5)], all(started("tac x", 5)))).toEqual([]);
  });

  it("is not what a program, a script or completion ran", () => {
    const script = started("sh x.sh", 5, { pid: 50, group: 50 });
    const near = line("sh x.sh", 5);
    const inScript = started("tac x", 20, { pid: 51, parent: 50, group: 51 });
    const completion = started("sed x", 30, { group: SHELL });
    const substitution = started("systemctl list-units", 35, { foreground: false });
    const daemon = started("tac x", 40, { parent: 1 });
    expect(told([near], all(script, inScript, completion, substitution, daemon))).toEqual([]);
  });

  it("is still told where something else was lost", () => {
    expect(told([], { ...all(started("tac x", 5)), whole: false })).toEqual([`web: \`tac x\` ${NOT_SHOWN}`, "missing"]);
  });
});

it("tells each thing once, and many things as a number", () => {
  const many = Array.from({ length: 14 }, (_, index) => started(`tac ${index % 12}`, index + 5));
  const sentences = told([], all(...many));
  expect(sentences).toHaveLength(11);
  expect(sentences.at(-1)).toBe("web: there are 2 further differences like these.");
});

it("says where there was no second source", () => {
  expect(told([line("lsof -i", 5)], null)).toEqual(["missing"]);
});
