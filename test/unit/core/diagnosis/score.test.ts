import { expect, it } from "vitest";
import type { JudgedCheck } from "../../../../orchestrator/core/diagnosis/model.ts";
import { score } from "../../../../orchestrator/core/diagnosis/score.ts";
import type { ComponentId, DiagnosisReport, ScoreComponent } from "../../../../orchestrator/protocol/diagnosis.ts";
import { attempt, expert, HANDED_OVER_MS, says, type Typed, type } from "./full-disk.ts";

function component(report: DiagnosisReport, id: ComponentId): ScoreComponent {
  const component = report.components.find((each) => each.id === id);
  if (!component) throw new Error(`the report has no ${id}`);
  return component;
}

const judge = (...typed: readonly Typed[]): DiagnosisReport => score(attempt(type(...typed), "not-fixed"));
const share = (id: ComponentId, ...typed: readonly Typed[]): number => component(judge(...typed), id).share;

const curl: Typed = ["curl -si localhost:8200/orders", says.fails];
const df: Typed = ["df -h /var/log", says.full];
const lsof: Typed = ["lsof +L1", says.deleted];
const restart: Typed = ["systemctl restart checkout"];
const chmod: Typed = ["chmod 777 /var/log/checkout"];

it("takes off the more for a change the less was known and the more it did", () => {
  expect(share("discipline", curl, restart)).toBe(1);
  expect(share("discipline", restart)).toBeCloseTo(0.85);
  expect(share("discipline", curl, chmod)).toBeCloseTo(0.7);
  expect(share("discipline", curl, ["rm -rf /var/log/old"])).toBeCloseTo(0.5);
  expect(share("discipline", curl, lsof, chmod)).toBe(1);
  expect(share("discipline", chmod, chmod, chmod, chmod)).toBe(0);
});

it("takes a write to an open file for the mitigation that the lab names by it", () => {
  const [change] = judge(curl, [": > /proc/412/fd/4"]).changes;
  expect(change).toMatchObject({ kind: "mitigation", label: "Empty the open file", penalty: 0 });
});

it("takes a line for no mitigation that changes something else beside it", () => {
  const [change] = judge(curl, ["sed -i s/a/b/ /etc/checkout.conf && systemctl restart checkout"]).changes;
  expect(change).toMatchObject({ kind: "change", penalty: 0.3 });
  const [alone] = judge(curl, ["systemctl restart checkout; df -h /var/log", says.full]).changes;
  expect(alone).toMatchObject({ kind: "mitigation", penalty: 0 });
});

it("takes a line for no mitigation that destroys something beside it", () => {
  const [change] = judge(curl, ["systemctl restart checkout; rm -rf /srv/data"]).changes;
  expect(change).toMatchObject({ kind: "destructive", penalty: 0.5, severity: 0.25 });
});

it("adds up what was destroyed, and caps the total at 40 from a severity of 1", () => {
  expect(share("safety", ["rm -rf /var/log/checkout"])).toBeCloseTo(0.4);
  const twice = score(
    attempt(type(...expert, ["rm -rf /var/log/checkout"], ["rm -rf /var/log/other"], ...expert.slice(12)), "fixed"),
  );
  expect(twice).toMatchObject({ total: 40, cap: { limit: 40 } });
});

it("counts suspects and layers as they stood at the first change", () => {
  expect(share("narrowing", curl, df, chmod, lsof)).toBeCloseTo(1 / 3);
  expect(share("narrowing", curl, df, lsof, chmod)).toBe(1);
  expect(share("layers", curl, chmod, df, lsof)).toBe(0);
  expect(share("layers", df, chmod)).toBeCloseTo(3 / 5);
});

it("lets the search go on after relief that was given once the symptom was measured, and only then", () => {
  expect(share("narrowing", curl, restart, df, lsof, chmod)).toBe(1);
  expect(share("layers", curl, restart, df, chmod)).toBeCloseTo(3 / 5);
  expect(share("narrowing", restart, curl, df, lsof)).toBe(0);
});

it("counts no look as idle that verified the last change", () => {
  const report = score(attempt(type(...expert, curl, curl, curl, df, df, df), "fixed"));
  const idle = component(report, "efficiency").details.flatMap(({ commands }) => commands);
  const after = report.commands.slice(expert.length).map(({ id }) => id);
  expect(idle.filter((id) => after.includes(id))).toEqual([]);
});

it("counts a look only once its command ended", () => {
  const commands = type(lsof, chmod).map((command, index) =>
    index === 0 ? { ...command, endedAtMs: command.endedAtMs + 60_000 } : command,
  );
  const report = score(attempt(commands, "not-fixed"));
  expect(component(report, "narrowing").share).toBe(0);
  expect(report.changes[0]?.penalty).toBe(0.15 * 2);
});

it("counts as verification what was looked at after the last change", () => {
  const works: Typed = [curl[0], says.works];
  expect(share("verification", curl, restart, works)).toBeCloseTo(0.6);
  expect(share("verification", curl, restart, works, chmod)).toBe(0);
  expect(share("verification", works)).toBeCloseTo(0.6);
});

it("takes a look with the same answer for a repeat, and one with another answer for none", () => {
  expect(share("flailing", df, df)).toBeCloseTo(1 - 0.5 / 4);
  expect(share("flailing", df, restart, ["df -h /var/log", says.room])).toBe(1);
  expect(
    share("flailing", [curl[0], `${says.fails}\nDate: 10:00`], [curl[0], `${says.fails}\nDate: 10:01`]),
  ).toBeCloseTo(1 - 0.5 / 4);
  expect(share("flailing", ["ps -ef", "a"], ["ps -ef", "b"])).toBe(1);
});

it("takes the same change again for flailing unless something was learned in between", () => {
  expect(share("flailing", restart, restart)).toBeCloseTo(1 - 1 / 4);
  expect(share("flailing", restart, df, restart)).toBe(1);
  expect(share("flailing", lsof, restart, restart)).toBe(1);
});

it("takes unknown commands and failed changes for slips, and a look that found nothing for none", () => {
  expect(share("flailing", ["tpo", "bash: tpo: command not found", 127])).toBeCloseTo(1 - 0.25 / 4);
  expect(share("flailing", ["chmod 777 /nowhere", "chmod: cannot access '/nowhere'", 1])).toBeCloseTo(1 - 0.25 / 4);
  expect(share("flailing", ["grep x /etc/hosts", "", 1], ["systemctl status checkout", "dead", 3])).toBe(1);
});

it("counts commands against par, without neutral ones, once it is fixed", () => {
  const looks = Array.from({ length: 28 }, (_, index): Typed => [`ls /srv/${index}`, ""]);
  const efficiency = component(score(attempt(type(...looks, ["cd /"], ["echo done", "done"]), "fixed")), "efficiency");
  expect(efficiency.share).toBe(0.5);
  expect(efficiency.details[0]?.commands).toHaveLength(28);
  expect(share("efficiency", curl)).toBe(0);
});

it("gives time its points up to par, half of them at twice par, none from three times par", () => {
  const at = (seconds: number): number => {
    const commands = type(lsof).map((each) => ({ ...each, endedAtMs: HANDED_OVER_MS + seconds * 1000 }));
    return component(score(attempt(commands, "not-fixed")), "time").share;
  };
  expect([at(300), at(600), at(900), at(2000)]).toEqual([0.5, 0.25, 0, 0]);
});

const checks = (...outcomes: JudgedCheck["outcome"][]): JudgedCheck[] =>
  outcomes.map((outcome, index) => ({ outcome, endedAtMs: HANDED_OVER_MS + (index + 1) * 1000 }));

it("counts as fixed what a check ever found fixed, else what the last check that could tell said", () => {
  const points = (...outcomes: JudgedCheck["outcome"][]): number =>
    score({ ...attempt(type(curl), null), checks: checks(...outcomes) }).outcomePoints;
  expect(points("fixed", "not-fixed")).toBe(40);
  expect(points("not-fixed", "symptom-hidden", "could-not-tell", null)).toBe(16);
  expect(points("symptom-hidden", "not-fixed")).toBe(0);
  expect(points()).toBe(0);
});

it("takes the symptom for gone since the first check of those that found it gone to the end", () => {
  const mitigated = (...outcomes: JudgedCheck["outcome"][]): number | null =>
    score({ ...attempt(type(curl), null), checks: checks(...outcomes) }).times.mitigateMs;
  expect(mitigated("symptom-hidden", "not-fixed", "could-not-tell", "symptom-hidden", "fixed")).toBe(4000);
  expect(mitigated("symptom-hidden", "not-fixed")).toBeNull();
  expect(mitigated("could-not-tell")).toBeNull();
});

it("caps a perfect search without a fix at 60", () => {
  const report = score(attempt(type(...expert), "symptom-hidden"));
  expect(report).toMatchObject({ total: 60, cap: { limit: 60 }, advice: { component: "efficiency" } });
});

it("earns nothing for an attempt in which nothing was looked at", () => {
  expect(score(attempt([], "not-fixed"))).toMatchObject({ total: 0, processPoints: 0 });
  expect(judge(["cd /"], ["echo hello", "hello"]).total).toBe(0);
});

it("tells for each suspect which evidence ruled it out, and which one was the cause", () => {
  const { suspects } = judge(curl, df, lsof);
  expect(suspects.find(({ id }) => id === "upstream")).toMatchObject({ cause: false, ruledOutBy: "symptom" });
  expect(suspects.find(({ id }) => id === "inodes")).toMatchObject({ cause: false, ruledOutBy: "deleted-fd" });
  expect(suspects.find(({ id }) => id === "deleted-open")).toMatchObject({ cause: true, ruledOutBy: null });
});

it("advises on the largest loss with the command and the moment", () => {
  const advice = (...typed: readonly Typed[]) => score(attempt(type(...typed), "fixed")).advice;
  const looked = expert.slice(0, 10);
  const mended = expert.slice(10);
  expect(advice(...looked, ["rm -rf /var/log/*"], ...mended)?.sentence).toMatch(
    /^You ran `rm -rf \/var\/log\/\*` at 03:40, which can't be taken back\./,
  );
  expect(advice(...looked, ...mended.slice(0, 2))).toEqual({
    component: "verification",
    sentence:
      "After `systemctl restart checkout` at 04:00 you did not look whether it helped: an order is accepted and the disk has room. Verify as a user would meet it before you call it fixed.",
  });
  expect(advice(chmod, chmod, chmod, ...looked, ...mended)).toMatchObject({
    component: "discipline",
    sentence: expect.stringMatching(/^You ran `chmod 777 \/var\/log\/checkout` at 00:20 before you knew why\./),
  });
});
