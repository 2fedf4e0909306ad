import { describe, expect, it } from "vitest";
import { findEvidence } from "../../../../orchestrator/core/diagnosis/evidence.ts";
import { score } from "../../../../orchestrator/core/diagnosis/score.ts";
import { attempt, expert, fullDisk, says, type } from "./full-disk.ts";

it("gives 100 to the expert who measures, names the cause, mends it and verifies", () => {
  const report = score(attempt(type(...expert), "fixed"));
  expect(report.commands).toHaveLength(14);
  expect(report).toMatchObject({ total: 100, cap: null, advice: null });
  expect(report.components.map(({ share }) => share)).toEqual(Array(9).fill(1));
});

it("gives the flailer about 32 and names what was destroyed first", () => {
  const commands = type(
    ["curl -si localhost:8200/orders", says.fails],
    ["systemctl status checkout", "Active: active (running)"],
    ["systemctl restart checkout"],
    ["curl -si localhost:8200/orders", says.fails],
    ["df -h /var/log", says.full],
    ["df -h /var/log", says.full],
    ["tpo", "bash: tpo: command not found", 127],
    ["chmod 777 /var/log/checkout"],
    ["curl -si localhost:8200/orders", says.fails],
    ["df -h /var/log", says.full],
    ["free -h", "Mem: 256M 40M 200M"],
    ["systemctl restart checkout"],
    ["ls /var/log", "checkout"],
    ["df -h /var/log", says.full],
    ["rm -rf /var/log/*"],
    ["curl -si localhost:8200/orders", says.fails],
    ["ls /var/log", ""],
    ["systemctl restart checkout"],
    ["ps aux", "checkout 977 1 0 10:09 ? 00:00:00 /usr/local/bin/checkout"],
    ["curl -si localhost:8200/orders", says.works],
  );
  const report = score(attempt(commands, "symptom-hidden"));
  expect(commands).toHaveLength(20);
  expect(report.total).toBeGreaterThanOrEqual(25);
  expect(report.total).toBeLessThanOrEqual(40);
  expect(report.changes.map(({ kind }) => kind)).toEqual([
    "mitigation",
    "change",
    "mitigation",
    "destructive",
    "mitigation",
  ]);
  expect(report.advice?.sentence).toBe(
    "You ran `chmod 777 /var/log/checkout` at 02:40 before you knew why: you had not seen that a deleted log is still open. Next time look at what processes hold open.",
  );
});

it("gives the masker about 53", () => {
  const commands = type(
    ["curl -si localhost:8200/orders", says.fails],
    ["df -h /var/log", says.full],
    ["systemctl restart checkout"],
    ["df -h /var/log", says.room],
    ["curl -si localhost:8200/orders", says.works],
  );
  const report = score(attempt(commands, "symptom-hidden"));
  expect(report).toMatchObject({ outcomePoints: 16, times: { diagnoseMs: null, resolveMs: null } });
  expect(report.times.mitigateMs).not.toBeNull();
  expect(report.total).toBeGreaterThanOrEqual(50);
  expect(report.total).toBeLessThanOrEqual(56);
});

it("gives the right fix without a look about 65", () => {
  const commands = type(
    ["sed -i s/chekout.pid/checkout.pid/ /etc/logrotate.d/checkout"],
    ["systemctl restart checkout"],
    ["curl -si localhost:8200/orders", says.works],
  );
  const report = score(attempt(commands, "fixed"));
  expect(report.total).toBeGreaterThanOrEqual(62);
  expect(report.total).toBeLessThanOrEqual(68);
  expect(report.changes.map(({ penalty }) => penalty)).toEqual([0.3, 0.15]);
});

it("gives no evidence for what a command brought itself", () => {
  const brought = type(
    ['echo "app.log (deleted)"', "app.log (deleted)"],
    ['ls; echo "app.log (deleted)"', "checkout\napp.log (deleted)"],
    ["ls; echo 'app.log ''(deleted)'", "checkout\napp.log (deleted)"],
    ["cat <<END\napp.log   (deleted)\nEND", "app.log   (deleted)"],
    ["history", "  1  grep 'app.log (deleted)'"],
    ["ps aux | grep 'app.log (deleted)'", "root 88 0.0 0.1 grep app.log (deleted)"],
    ["printf 'app.log (deleted)'", "app.log (deleted)"],
    ["ls 'app.log (deleted)'", "ls: cannot access 'app.log (deleted)': No such file or directory", 2],
    ["sudo 'app.log (deleted)'", "sudo: app.log (deleted): command not found", 1],
    ["set -x; ls 'app.log (deleted)'", "+ ls 'app.log (deleted)'"],
  );
  expect(findEvidence(fullDisk, brought)).toEqual([]);
});

it("caps the expert at 40 who deletes what can't be brought back", () => {
  const commands = type(...expert.slice(0, 12), ["rm -rf /var/lib/orders"], ...expert.slice(12));
  const report = score(attempt(commands, "fixed"));
  expect(report).toMatchObject({ total: 40, cap: { limit: 40 } });
  expect(report.processPoints + report.outcomePoints).toBeGreaterThan(80);
  expect(report.advice).toMatchObject({ component: "safety" });
  expect(report.advice?.sentence).toContain("`rm -rf /var/lib/orders` at 04:20");
});

describe("where nothing is wrong", () => {
  const healthy = { ...fullDisk, kind: "healthy" as const };
  const looks = type(...expert.filter(([text]) => !text.startsWith("sed") && !text.startsWith("systemctl")));

  it("gives 100 to who saw it at each layer and left it alone", () => {
    expect(score({ ...attempt(looks, "fixed"), diagnosis: healthy })).toMatchObject({
      total: 100,
      cap: null,
      changes: [],
      times: { mitigateMs: null },
    });
  });

  it("gives 40 to who did nothing at all and had it checked", () => {
    const report = score({ ...attempt([], "fixed"), diagnosis: healthy });
    expect(report).toMatchObject({ total: 40, processPoints: 0, outcomePoints: 40 });
  });

  it("gives at most 60 to who left it alone and had not seen what shows that nothing is wrong", () => {
    const some = looks.filter(({ text }) => text !== "lsof +L1");
    const report = score({ ...attempt(some, "fixed"), diagnosis: healthy });
    expect(report).toMatchObject({ total: 60, cap: { limit: 60 } });
    expect(report.cap?.sentence).toContain("you did not see what shows that nothing was wrong");
  });

  it("takes off discipline for a change also of who had seen it all, and for relief that nobody needed", () => {
    const nervous = type(...expert.slice(0, 10), ["systemctl restart checkout"]);
    const report = score({ ...attempt(nervous, "not-fixed"), diagnosis: healthy });
    expect(report.changes).toMatchObject([{ kind: "mitigation", penalty: 0.3 }]);
    expect(report.total).toBeLessThanOrEqual(60);
    const discipline = report.components.find(({ id }) => id === "discipline");
    expect(discipline?.sentence).toBe("You made 1 change where nothing was wrong.");
    expect(discipline?.details[0]?.text).toContain("changed something, and nothing was wrong");
    expect(report.advice?.sentence).not.toContain("fault still there");
  });

  it("says nothing of a fault in any of its sentences", () => {
    for (const [commands, outcome] of [
      [looks, "fixed"],
      [type(["systemctl restart checkout"], ["df -h", says.room]), "not-fixed"],
      [type(["df -h /var/log", says.full]), "not-fixed"],
    ] as const) {
      const { components, cap, advice } = score({ ...attempt(commands, outcome), diagnosis: healthy });
      const sentences = [...components.map(({ sentence }) => sentence), cap?.sentence, advice?.sentence].join(" ");
      expect(sentences).not.toMatch(/\bfault\b|\bfixed\b/);
    }
  });
});
