import { describe, expect, it } from "vitest";
import { stockLooks } from "../../../orchestrator/cli/stock-looks.ts";
import { type VerifyRequest, verify } from "../../../orchestrator/cli/verify.ts";
import type { Evidence } from "../../../orchestrator/core/diagnosis/model.ts";
import { parseLine } from "../../../orchestrator/core/diagnosis/parse-line.ts";
import type { Lab, Path } from "../../../orchestrator/core/lab.ts";
import { type FakeAnswers, FakeEngine, type FakeSandbox } from "../../fakes/fake-engine.ts";
import { sampleDiagnosis, sampleLab } from "../../fakes/sample-lab.ts";

const path = (id: string, ...commands: string[]): Path => ({
  id,
  kind: id.startsWith("expert") ? "expert" : id.startsWith("masker") ? "masker" : "blind",
  title: `Walk the path ${id}`,
  machine: "web",
  commands,
  variants: [],
});

const looks = [
  "curl -i localhost/notes",
  "tail /var/log/{{service}}.log",
  "df /var/lib",
  "ls -ld /var/lib/{{service}}",
];

/** Three commands that show each piece on a broken machine. */
const tools: Readonly<Record<string, readonly string[]>> = {
  refused: ["curl -i localhost/notes", "curl -v localhost/notes", "curl -si localhost/notes"],
  denied: ["tail /var/log/{{service}}.log", "grep ermission /var/log/{{service}}.log", "cat /var/log/{{service}}.log"],
  room: ["df /var/lib", "df -h /var/lib", "df -i /var/lib"],
  owner: ["ls -ld /var/lib/{{service}}", "ls -la /var/lib/{{service}}", "ls -l /var/lib/{{service}}"],
};

const withTools = ({ id, ...piece }: Evidence): Evidence => ({
  ...piece,
  id,
  output: id === "room" ? ["1% /var/lib/broken"] : piece.output,
  tools: (tools[id] ?? []).map((command) => ({ machine: "web", command })),
});

const judgedLab: Lab = {
  ...sampleLab,
  diagnosis: { ...sampleDiagnosis, evidence: sampleDiagnosis.evidence.map(withTools) },
  paths: [
    path("expert", ...looks, "chown {{service}} /var/lib/{{service}}", "curl -i localhost/notes"),
    path("masker", "curl -i localhost/notes", "systemctl restart {{service}}"),
    path("blind", "chown {{service}} /var/lib/{{service}}"),
  ],
};

const isBroken = (sandbox: FakeSandbox): boolean =>
  sandbox.ran.some((script) => script.startsWith("chown root")) &&
  !sandbox.typed.some((line) => line.startsWith("chown"));

/** A machine on which the looks above show what they would. */
const answers: Partial<FakeAnswers> = {
  probe: (sandbox, { script }) => {
    if (script === "symptom") return { finding: isBroken(sandbox) ? "met" : "not-met", saw: "500" };
    const restarted = sandbox.typed.some((line) => line.startsWith("systemctl restart"));
    return { finding: isBroken(sandbox) && !(script === "save" && restarted) ? "not-met" : "met", saw: "500" };
  },
  print: (sandbox, line) => {
    const broken = isBroken(sandbox);
    if (line.startsWith("curl")) return broken ? "HTTP/1.1 500 Error" : "HTTP/1.1 201 Created";
    if (line.includes(".log")) return broken ? `${/\w+(?=\.log)/.exec(line)?.[0]}: Permission denied` : "started";
    if (line.startsWith("df")) return broken ? "1% /var/lib/broken" : "1% /var/lib";
    if (line.startsWith("ls")) return `drwxr-x--- ${broken ? "root root" : "app app"} ${line.split(" ").at(-1)}`;
    return "";
  },
};

function run(more: Partial<VerifyRequest> = {}, given: Partial<FakeAnswers> = {}) {
  return verify({
    labs: [judgedLab],
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine: new FakeEngine({ ...answers, ...given }),
    jobs: 2,
    runs: 1,
    only: ["healthy", "evidence", "paths"],
    variant: undefined,
    firstVariant: false,
    seed: 7,
    writeProof: false,
    signal: new AbortController().signal,
    onLine: () => {},
    ...more,
  });
}

describe("verifying a lab that judges the path", () => {
  it("tells which tools showed each piece of evidence, and what each kind of path earned", async () => {
    const [report] = (await run()).labs;
    expect(report?.problems).toEqual([]);
    expect(report?.evidence?.map(({ id, tools: shown }) => [id, shown.length])).toEqual([
      ["refused", 3],
      ["denied", 3],
      ["room", 3],
      ["owner", 3],
    ]);
    expect(report?.scores?.expert).toBeGreaterThanOrEqual(90);
    expect(report?.scores?.masker).toBeLessThanOrEqual(60);
    expect(report?.scores?.blind).toBeLessThanOrEqual(70);
  });

  it("names a tool that does not show its piece, with what it showed instead", async () => {
    const [report] = (
      await run(
        {},
        { print: (sandbox, line) => (line === "df -i /var/lib" ? "nothing" : (answers.print?.(sandbox, line) ?? "")) },
      )
    ).labs;
    expect(report?.problems).toHaveLength(1);
    expect(report?.problems[0]).toContain("evidence room: `df -i /var/lib` did not show it.");
    expect(report?.problems[0]).toContain("  | nothing");
  });

  it("names evidence that the healthy scene shows too", async () => {
    const [report] = (
      await run(
        {},
        {
          print: (sandbox, line) =>
            /^df.* \/var/.test(line) ? "1% /var/lib/broken" : (answers.print?.(sandbox, line) ?? ""),
        },
      )
    ).labs;
    expect(report?.problems).toHaveLength(3);
    expect(report?.problems[0]).toContain("evidence room: `df /var/lib` shows it in the healthy scene too.");
  });

  it("names evidence that a look at any machine shows, or another piece's tool, once for each, with the line", async () => {
    const print: FakeAnswers["print"] = (sandbox, line) => {
      if (line.startsWith("df -h;")) return "1% /\n1% /var/lib/broken\n1% /var/lib/broken";
      if (line.startsWith("tail") && !isBroken(sandbox)) return "root root /var/lib/notes\nroot root /var/lib/memos";
      return answers.print?.(sandbox, line) ?? "";
    };
    const [report] = (await run({ only: ["healthy"] }, { print })).labs;
    expect(report?.problems).toEqual([
      "evidence room: `df -h; df -i; mount` shows it in the healthy scene too. The line is:\n  | 1% /var/lib/broken",
      expect.stringMatching(
        /^evidence owner: `tail \S+` shows it in the healthy scene too. The line is:\n {2}\| root root/,
      ),
    ]);
  });

  it("knows the looks at any machine as looks", () => {
    for (const command of stockLooks(["10.9.0.2", "10.9.0.3"]))
      expect(parseLine(command).class, command).toBe("observe");
    expect(stockLooks(["10.9.0.2", "10.9.0.3"]).join("\n")).toContain("ping -c 2 -W 1 10.9.0.4");
  });

  it("names a path that earns more or less than its kind deserves, with where it won and lost", async () => {
    const hasty = path("expert", "chown {{service}} /var/lib/{{service}}");
    const lucky = path("blind", ...(judgedLab.paths[0]?.commands ?? []));
    const [report] = (await run({ labs: [{ ...judgedLab, paths: [hasty, lucky] }], only: ["paths"] })).labs;
    expect(report?.problems).toEqual([
      expect.stringMatching(/^path expert earned \d+ of 100 instead of at least 90:\n {2}evidence 0\.0 of 14\.3: /),
      expect.stringMatching(/^path blind earned \d+ of 100 instead of at most 70:/),
    ]);
    expect(report?.problems[0]).toContain("never seen: refused, denied, room, owner");
  });

  it("names a masker's path that mends the fault after all, and an expert's that leaves it", async () => {
    const mends = path("masker", "chown {{service}} /var/lib/{{service}}");
    const leaves = path("expert", ...looks);
    const [report] = (await run({ labs: [{ ...judgedLab, paths: [mends, leaves] }], only: ["paths"] })).labs;
    expect(report?.problems.join("\n")).toContain('path masker was judged "fixed"');
    expect(report?.problems.join("\n")).toContain('path expert was judged "not fixed"');
  });

  it("tells of several paths of one kind the score that is nearest to breaking the contract", async () => {
    const paths = [path("masker-long", ...looks), path("masker-short", "systemctl restart {{service}}")];
    const [both] = (await run({ labs: [{ ...judgedLab, paths }], only: ["paths"] })).labs;
    const [short] = (await run({ labs: [{ ...judgedLab, paths: paths.slice(1) }], only: ["paths"] })).labs;
    expect(both?.scores?.masker).toBeGreaterThan(short?.scores?.masker ?? 100);
  });

  it("asks for three tools for each piece, and for a path of each kind", async () => {
    const evidence = judgedLab.diagnosis?.evidence.map((piece) => ({ ...piece, tools: piece.tools.slice(0, 2) })) ?? [];
    const lab: Lab = { ...judgedLab, diagnosis: { ...sampleDiagnosis, evidence }, paths: [] };
    const [report] = (await run({ labs: [lab], only: [] })).labs;
    expect(report?.problems).toContain("2 tools show the evidence owner; at least 3 are needed.");
    for (const kind of ["expert", "masker", "blind"]) {
      expect(report?.problems).toContain(`There is no path of the kind "${kind}": add paths/${kind}.sh.`);
    }
  });
});
