import { expect, it } from "vitest";
import { findEvidence } from "../../../../orchestrator/core/diagnosis/evidence.ts";
import type { Diagnosis } from "../../../../orchestrator/core/diagnosis/model.ts";
import { fullDisk, HANDED_OVER_MS, says, type Typed, type } from "./full-disk.ts";

const ids = (...typed: readonly Typed[]): string[] => findEvidence(fullDisk, type(...typed)).map(({ id }) => id);

it("finds a fact in the output of whatever tool showed it", () => {
  for (const text of ["lsof +L1", "sudo ls -l /proc/412/fd", "a-tool-that-nobody-listed --open"]) {
    expect(ids([text, says.deleted])).toEqual(["deleted-fd"]);
  }
});

it("tells the first command that showed a fact, and when that command ended", () => {
  const commands = type(["uptime"], ["lsof +L1", says.deleted], ["lsof +L1", says.deleted]);
  expect(findEvidence(fullDisk, commands)).toEqual([
    { id: "deleted-fd", command: "t-2", atMs: HANDED_OVER_MS + 40_500 },
  ]);
});

it("goes by the end of commands that overlap, as in two terminals", () => {
  const [slow, quick] = type(["lsof -r 2", says.deleted], ["lsof +L1", says.deleted]);
  if (!slow || !quick) throw new Error("two commands were typed");
  const late = { ...slow, endedAtMs: quick.endedAtMs + 60_000 };
  expect(findEvidence(fullDisk, [late, quick])[0]?.command).toBe(quick.id);
});

it("counts a fact that needs another only where that was seen before or in the same command", () => {
  expect(ids(["du -sh /var/log", says.little], ["df -h", says.full])).toEqual(["disk-full"]);
  expect(ids(["df -h", says.full], ["du -sh /var/log", says.little])).toEqual(["disk-full", "du-gap"]);
  expect(ids(["du -sh /var/log; df -h", `${says.little}\n${says.full}`])).toEqual(["disk-full", "du-gap"]);
});

it("never finds facts that need one another", () => {
  const [first, second, ...rest] = fullDisk.evidence;
  if (!first || !second) throw new Error("the lab has evidence");
  const circle: Diagnosis = {
    ...fullDisk,
    evidence: [{ ...first, needs: [second.id] }, { ...second, needs: [first.id] }, ...rest],
  };
  expect(findEvidence(circle, type(["curl -si localhost; df -h", `${says.fails}\n${says.full}`]))).toEqual([]);
});

it("gives none for commands that change something or only echo", () => {
  expect(ids(["systemctl restart checkout; lsof +L1", says.deleted])).toEqual([]);
  expect(ids(["history | tail", says.deleted.slice(-40)], ["echo $X", says.deleted])).toEqual(
    expect.not.arrayContaining(["du-gap"]),
  );
  expect(ids(["echo $X", says.deleted], ["history", says.deleted])).toEqual([]);
});

it("counts what a filter found, though its pattern stands in the command", () => {
  expect(ids(["ls -l /proc/*/fd | grep '(deleted)'", says.deleted])).toEqual(["deleted-fd"]);
  expect(ids(["grep -r 'No space left' /var/log", "/var/log/syslog: No space left on device"])).toEqual(["symptom"]);
});

it("counts a fact that only many lines of one output show", () => {
  const [symptom] = fullDisk.evidence;
  if (!symptom) throw new Error("the lab has evidence");
  const leak: Diagnosis = {
    ...fullDisk,
    evidence: [{ ...symptom, output: [], many: [{ pattern: "^CLOSE-WAIT", lines: 3 }] }],
  };
  const line = "CLOSE-WAIT 1 0 10.0.0.2:4100 10.0.0.3:80";
  expect(findEvidence(leak, type(["ss -tan", `${line}\n${line}`], ["ss -tan", line]))).toEqual([]);
  expect(findEvidence(leak, type(["ss -tan", `${line}\n${line}\nESTAB 0 0\n${line}`]))).toHaveLength(1);
});

it("counts a short answer that stands in the command by chance", () => {
  const [symptom] = fullDisk.evidence;
  if (!symptom) throw new Error("the lab has evidence");
  const status: Diagnosis = { ...fullDisk, evidence: [{ ...symptom, output: ["^500$"] }] };
  const curl = "curl -so /dev/null -w '%{http_code}' localhost:8500/orders";
  expect(findEvidence(status, type([curl, "500"]))).toHaveLength(1);
  expect(findEvidence(status, type(["seq 1; expr 500; ls /", "500"]))).toHaveLength(0);
});

it("counts what an error message tells beyond the words that it repeats", () => {
  const missing: Diagnosis = {
    ...fullDisk,
    evidence: fullDisk.evidence.slice(0, 1).map((piece) => ({ ...piece, output: ["ca\\.pem.*No such file"] })),
  };
  expect(
    findEvidence(missing, type(["cat /etc/ca.pem", "cat: /etc/ca.pem: No such file or directory", 1])),
  ).toHaveLength(1);
});

it("trusts no output of a command line that was cut", () => {
  expect(ids([`lsof +L1 ${"#".repeat(4096)}`, says.deleted])).toEqual([]);
});

it("looks at the end of an output without end, and at some of each command", () => {
  const flood = "nothing to see here\n".repeat(50_000);
  expect(ids(["cat /var/log/big", `${says.deleted}\n${flood}`])).toEqual([]);
  expect(ids(["cat /var/log/big", `${flood}${says.deleted}`])).toEqual(["deleted-fd"]);
  const floods = Array.from({ length: 30 }, () => ["cat /var/log/big", flood] as const);
  expect(ids(...floods, ["lsof +L1", says.deleted])).toEqual(["deleted-fd"]);
});
