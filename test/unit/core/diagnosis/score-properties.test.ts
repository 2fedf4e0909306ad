import fc from "fast-check";
import { expect, it } from "vitest";
import type {
  Diagnosis,
  JudgedCheck,
  ObservedCommand,
  ScoreInput,
} from "../../../../orchestrator/core/diagnosis/model.ts";
import { score } from "../../../../orchestrator/core/diagnosis/score.ts";
import { type DiagnosisReport, diagnosisReport } from "../../../../orchestrator/protocol/diagnosis.ts";
import { attempt, fullDisk, says, type Typed, type } from "./full-disk.ts";

const looks: readonly Typed[] = [
  ["curl -si localhost:8200/orders", says.fails],
  ["curl -si localhost:8200/orders", says.works],
  ["df -h /var/log", says.full],
  ["df -h /var/log", says.room],
  ["df -i /var/log", says.inodes],
  ["du -sh /var/log", says.little],
  ["ps -ef", "checkout 412"],
  ["uptime", "load average: 0.1"],
  ["grep -c x /etc/hosts", "0", 1],
  ["tpo", "bash: tpo: command not found", 127],
  ["cd /var/log"],
  ["echo hello", "hello"],
];
const decisive: readonly Typed[] = [
  ["lsof +L1", says.deleted],
  ["ls -l /proc/412/fd", says.deleted],
];
const changes: readonly Typed[] = [
  ["systemctl restart checkout"],
  ["chmod 777 /var/log/checkout"],
  ["chmod 777 /nowhere", "chmod: cannot access", 1],
  ["sed -i s/a/b/ /etc/logrotate.d/checkout"],
  ["rm -rf /var/log/old"],
  ["rm -rf /var/lib/orders"],
];
const unsure = fc.constantFrom<JudgedCheck["outcome"]>("fixed", "symptom-hidden", "not-fixed", "could-not-tell", null);
const typed = fc.array(fc.constantFrom(...looks, ...looks, ...decisive, ...changes), { maxLength: 40 });
const looking = fc.constantFrom(...looks);
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** The index at a place between 0 and 1 of a list. */
function indexAt(share: number, length: number): number {
  return Math.floor(share * length);
}

function seenIn(input: ScoreInput): string[] {
  return score(input)
    .evidence.filter(({ command }) => command !== null)
    .map(({ id }) => id);
}

/** Compares totals, and what is left of them before caps and rounding. */
function expectNoLess(better: DiagnosisReport, worse: DiagnosisReport): void {
  expect(better.total).toBeGreaterThanOrEqual(worse.total);
  expect(better.processPoints).toBeGreaterThanOrEqual(worse.processPoints - 1e-9);
}

it("never lowers the total when an output shows evidence that was not seen otherwise", () => {
  const lines = [says.fails, says.full, says.inodes, says.little, says.deleted];
  fc.assert(
    fc.property(typed, place, fc.constantFrom(...lines), unsure, (given, where, line, outcome) => {
      fc.pre(given.length > 0);
      const at = indexAt(where, given.length - 1);
      const before = attempt(type(...given), outcome);
      const known = seenIn(before);
      const after = attempt(
        before.commands.map((command, index) =>
          index === at ? { ...command, shown: { text: `${command.shown.text}\n${line}`, note: "" } } : command,
        ),
        outcome,
      );
      fc.pre(seenIn(after).length > known.length);
      expectNoLess(score(after), score(before));
    }),
    { numRuns: 1000 },
  );
});

it("never lowers the total for one more look that shows evidence not seen before", () => {
  fc.assert(
    fc.property(typed, place, fc.constantFrom(...decisive, ...looks), unsure, (given, where, look, outcome) => {
      const at = indexAt(where, given.length + 1);
      const before = attempt(timed(given), outcome);
      const after = attempt(timed(given.toSpliced(at, 0, look), at), outcome);
      const sightings = score(after).evidence.filter(({ command }) => command === "extra");
      fc.pre(sightings.some(({ id }) => !seenIn(before).includes(id)));
      expectNoLess(score(after), score(before));
    }),
    { numRuns: 1000 },
  );
});

it("never raises the total for one more change before evidence", () => {
  fc.assert(
    fc.property(typed, place, fc.constantFrom(...changes), unsure, (given, where, change, outcome) => {
      const before = attempt(timed(given), outcome);
      const sightings = score(before).evidence.flatMap(({ atMs }) => atMs ?? []);
      fc.pre(sightings.length > 0);
      const last = before.commands.findIndex(({ endedAtMs }) => endedAtMs === Math.max(...sightings));
      const at = indexAt(where, last + 1);
      const after = attempt(timed(given.toSpliced(at, 0, change), at), outcome);
      expectNoLess(score(before), score(after));
    }),
    { numRuns: 2000 },
  );
});

it("does not depend on the order of equal commands, nor on that of looks between two changes", () => {
  // Without needs: of two facts of which one needs the other, the order is part of what was understood.
  const free: Diagnosis = { ...fullDisk, evidence: fullDisk.evidence.map((piece) => ({ ...piece, needs: [] })) };
  fc.assert(
    fc.property(typed, fc.array(looking, { maxLength: 8 }), typed, unsure, (first, block, last, outcome) => {
      const totals = [block, block.toReversed(), block.toSorted()].map((looksThen) => {
        return score({ ...attempt(type(...first, ...looksThen, ...last), outcome), diagnosis: free }).total;
      });
      expect(new Set(totals).size).toBe(1);
    }),
  );
  fc.assert(
    fc.property(typed, unsure, (given, outcome) => {
      const commands = type(...given);
      const renamed = commands.map((command) => {
        const equal = commands.filter(({ text, shown }) => text === command.text && shown.text === command.shown.text);
        return { ...command, id: equal.at(-1 - equal.indexOf(command))?.id ?? command.id };
      });
      expect(score(attempt(renamed, outcome)).total).toBe(score(attempt(commands, outcome)).total);
    }),
  );
});

it("gives 0 to 100 in the report's shape, whatever it is given, and never throws", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const report = score(input);
      expect(() => diagnosisReport.parse(report)).not.toThrow();
      expect(score(input)).toEqual(report);
      const points = report.components.reduce((sum, component) => sum + component.points, 0);
      expect(points).toBeCloseTo(report.processPoints);
      for (const { text, commands } of report.components.flatMap(({ details }) => details)) {
        expect(text).not.toBe("");
        expect(input.commands.map(({ id }) => id)).toEqual(expect.arrayContaining(commands));
      }
    }),
    { numRuns: 500 },
  );
});

/** As `type`, but with a gap before each command, in which one more takes its place without moving the others. */
function timed(given: readonly Typed[], extra: number | null = null): ObservedCommand[] {
  const commands = type(...given);
  const others = commands.filter((_command, index) => index !== extra);
  const startMs = (index: number): number => (commands[0]?.startedAtMs ?? 0) + index * 10_000;
  return commands.map((command, index) => {
    const startedAtMs = index === extra ? startMs(index) - 5_000 : startMs(others.indexOf(command));
    return { ...command, id: index === extra ? "extra" : command.id, startedAtMs, endedAtMs: startedAtMs + 500 };
  });
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 10 }),
  fc.constantFrom(0, 1, 1e12),
);
const timeMs = fc.oneof(fc.integer(), fc.integer({ min: 1_700_000_000_000, max: 1_700_000_900_000 }));
const name = fc.constantFrom("a", "b", "c", "constructor", "__proto__");
const pattern = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom("a", "^b", "(", "(a|aa)+$", "."));
const act = { id: name, label: fc.string(), command: pattern };
const anyDiagnosis: fc.Arbitrary<Diagnosis> = fc.record({
  kind: fc.constantFrom("fault", "healthy"),
  cause: name,
  suspects: fc.uniqueArray(fc.record({ id: name, label: fc.string() }), { selector: ({ id }) => id }),
  layers: fc.dictionary(fc.constantFrom("process", "os", "host", "network"), number),
  evidence: fc.uniqueArray(
    fc.record({
      id: name,
      label: fc.string(),
      weight: number,
      symptom: fc.boolean(),
      decisive: fc.boolean(),
      output: fc.array(pattern, { maxLength: 3 }),
      many: fc.array(fc.record({ pattern, lines: fc.integer({ min: 2, max: 4 }) }), { maxLength: 1 }),
      needs: fc.array(name, { maxLength: 2 }),
      rulesOut: fc.array(name, { maxLength: 3 }),
      confirms: fc.option(name),
      hints: fc.tuple(fc.string(), fc.string(), fc.string()),
      tools: fc.constant([]),
      variants: fc.constant([]),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  ),
  mitigations: fc.array(fc.record(act), { maxLength: 3 }),
  destructive: fc.array(fc.record({ ...act, severity: number }), { maxLength: 3 }),
  verification: fc.array(
    fc.record({ id: name, label: fc.string(), output: fc.array(pattern, { maxLength: 2 }), weight: number }),
    { maxLength: 3 },
  ),
  par: fc.record({ commands: number, diagnoseS: number, resolveS: number }),
});
const anyCommands = fc
  .array(
    fc.record({
      terminal: name,
      machine: name,
      text: fc.string({ unit: "binary", maxLength: 20 }),
      exit: fc.option(fc.integer({ min: 0, max: 255 })),
      startedAtMs: timeMs,
      endedAtMs: timeMs,
      shown: fc.record({ text: fc.string({ unit: "binary", maxLength: 60 }), note: fc.string() }),
      simple: fc.array(
        fc.record({
          argv: fc.array(fc.string()),
          via: fc.array(fc.string()),
          writes: fc.array(fc.string()),
          class: fc.constantFrom("neutral", "observe", "change", "destructive"),
        }),
        { maxLength: 3 },
      ),
      class: fc.constantFrom("neutral", "observe", "change", "destructive"),
      layers: fc.subarray(["process", "os", "host", "network"] as const),
      untold: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  .map((commands) => commands.map((command, index): ObservedCommand => ({ ...command, id: `c-${index}` })));
const anyInput: fc.Arbitrary<ScoreInput> = fc.record({
  diagnosis: anyDiagnosis,
  commands: anyCommands,
  checks: fc.array(fc.record({ endedAtMs: timeMs, outcome: unsure })),
  hints: fc.array(
    fc.record({
      evidence: name,
      step: fc.constantFrom("where", "what", "meaning"),
      text: fc.string(),
      cost: number,
    }),
  ),
  startedAtMs: timeMs,
  endedAtMs: timeMs,
  unverified: fc.array(fc.string()),
  silenced: fc.boolean(),
});
