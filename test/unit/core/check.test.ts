import { expect, it } from "vitest";
import { type CheckOptions, runCheck } from "../../../orchestrator/core/check.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import type { CheckRun } from "../../../orchestrator/protocol/checks.ts";
import { type FakeAnswers, FakeEngine, type FakeSandbox } from "../../fakes/fake-engine.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

const params = { service: "notes", port: 8100, uid: 20_001, ip_web: "10.9.0.2", host_web: "notes-1" };

async function open(answers: Partial<FakeAnswers>): Promise<FakeSandbox> {
  const engine = new FakeEngine(answers);
  await engine.open({ owner: "a", expiresAtMs: 0, machines: ["web"], draw: () => [], onStep: () => {} });
  const [sandbox] = engine.sandboxes;
  if (!sandbox) throw new Error("the fake opened nothing");
  return sandbox;
}

function check(sandbox: FakeSandbox, more: Partial<CheckOptions> = {}): Promise<CheckRun> {
  let nowMs = 1000;
  return runCheck({
    id: "c1",
    lab: sampleLab,
    params,
    sandbox,
    baseline: {},
    now: () => (nowMs += 10),
    onStep: () => {},
    ...more,
  });
}

it("runs all steps in order and answers fixed when all are met", async () => {
  const sandbox = await open({});
  const run = await check(sandbox);
  expect(run.outcome).toBe("fixed");
  expect(run.steps.map((step) => [step.id, step.state])).toEqual([
    ["save", "met"],
    ["restart", "done"],
    ["again", "met"],
    ["user", "met"],
  ]);
  expect(sandbox.ran).toEqual(["systemctl restart notes"]);
});

it("fills parameters into arguments however deep they stand, and leaves what a script draws to it", async () => {
  const args = {
    claim: { port: "{{port}}", body: ["{{service}}", { "{{service}}": "{{nonce}}" }], open: { lt: 3 }, on: true },
  };
  const asked: unknown[] = [];
  const sandbox = await open({
    probe: (_sandbox, input) => {
      asked.push(input.args);
      return {};
    },
  });
  const [first] = sampleLab.checks;
  await check(sandbox, { lab: { ...sampleLab, checks: first ? [{ ...first, args }] : [] } });
  expect(asked).toEqual([
    { claim: { port: "8100", body: ["notes", { notes: "{{nonce}}" }], open: { lt: 3 }, on: true } },
  ]);
});

it("stops at the first decisive answer", async () => {
  const sandbox = await open({ probe: () => ({ finding: "not-met", saw: "refused" }) });
  const run = await check(sandbox);
  expect(run.outcome).toBe("not-fixed");
  expect(run.steps.map((step) => step.state)).toEqual(["not-met", "skipped", "skipped", "skipped"]);
  expect(sandbox.ran).toEqual([]);
});

it("puts back what a provocation changed, also after the check was decided", async () => {
  const sandbox = await open({ probe: () => ({ finding: "not-met", saw: "refused" }) });
  const checks = sampleLab.checks.map((step) => (step.kind === "provoke" ? { ...step, always: true } : step));
  const run = await check(sandbox, { lab: { ...sampleLab, checks } });
  expect(run).toMatchObject({ outcome: "not-fixed", sentence: expect.stringContaining("still there") });
  expect(run.steps.map((step) => step.state)).toEqual(["not-met", "done", "skipped", "skipped"]);
  expect(sandbox.ran).toEqual(["systemctl restart notes", "systemctl restart notes"]);
});

/** Moves the service to another host, looks, and moves it back, whatever was found. */
const movingLab: Lab = {
  ...sampleLab,
  checks: sampleLab.checks.map((step) => {
    if (step.kind === "provoke") return { ...step, id: "move", script: "move" };
    if (step.kind !== "look") return step;
    const { proves: _, ...base } = step;
    return { ...base, id: "back", kind: "provoke", script: "back", always: true };
  }),
};

it("judges from the restored state after a check that was interrupted", async () => {
  let moved = false;
  let interrupted = false;
  const sandbox = await open({
    run: (_sandbox, script) => {
      moved = script === "move";
      return {};
    },
    probe: (box, { script }) => {
      if (script === "again" && !interrupted) {
        interrupted = true;
        box.state = "stopped";
        throw new Error("interrupted");
      }
      return { finding: moved === (script === "again") ? "met" : "not-met" };
    },
  });
  await expect(check(sandbox, { lab: movingLab })).rejects.toMatchObject({ code: "machine-stopped" });
  expect(moved).toBe(true);
  sandbox.state = "running";
  const run = await check(sandbox, { lab: movingLab });
  expect(run.outcome).toBe("fixed");
  expect(run.steps.map((step) => step.id)).toEqual(["save", "move", "again", "back"]);
});

it("could not tell when the engine fails to put things back beforehand", async () => {
  const sandbox = await open({
    run: () => {
      throw new Error("engine gone");
    },
  });
  const run = await check(sandbox, { lab: movingLab });
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps[0]).toMatchObject({ state: "could-not-tell", saw: "This step could not be carried out." });
});

it("answers symptom hidden when the root comes back after the restart", async () => {
  const sandbox = await open({
    probe: ({ ran }) => (ran.length > 0 ? { finding: "not-met", saw: "refused again" } : {}),
  });
  expect(await check(sandbox)).toMatchObject({
    outcome: "symptom-hidden",
    sentence: expect.stringContaining("after: Restart the service. refused again."),
  });
});

it("gives later steps what earlier ones kept, with drawn arguments", async () => {
  const asked: unknown[] = [];
  const sandbox = await open({
    probe: (_sandbox, { script, args, kept }) => {
      asked.push([script, args, kept]);
      return { keep: { [script]: 1 } };
    },
    look: (_sandbox, { script, kept }) => {
      asked.push([script, kept]);
      return {};
    },
  });
  await check(sandbox);
  expect(asked).toEqual([
    ["save", { to: "8100" }, {}],
    ["again", {}, { save: 1 }],
    ["user", { save: 1, again: 1 }],
  ]);
});

const failures = [
  { exit: 1, timedOut: false },
  { exit: -1, timedOut: true },
];

/** The sample lab with its provocation on a machine on which nobody has a shell. */
const outOfReach: Lab = {
  ...sampleLab,
  machines: [...sampleLab.machines, ...sampleLab.machines.map((web) => ({ ...web, name: "dns", shell: false }))],
  checks: sampleLab.checks.map((step) => (step.kind === "provoke" ? { ...step, machine: "dns" } : step)),
};

it.each(failures)("goes on after a provocation that failed where the candidate may have broken it", async (failed) => {
  const sandbox = await open({ run: () => failed });
  const run = await check(sandbox);
  expect(run.outcome).toBe("fixed");
  expect(run.steps[1]).toMatchObject({ state: "done", saw: failed.timedOut ? "It did not end in time." : "" });
});

it.each(failures)("could not tell after a provocation that failed where the candidate has no shell", async (failed) => {
  const sandbox = await open({ run: () => failed });
  const run = await check(sandbox, { lab: outOfReach });
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps.map((step) => step.state)).toEqual(["met", "could-not-tell", "skipped", "skipped"]);
});

it("could not tell when what puts things back fails beforehand, where the candidate has no shell", async () => {
  const checks = outOfReach.checks.map((step) => (step.kind === "provoke" ? { ...step, always: true } : step));
  const sandbox = await open({ run: () => ({ exit: 1 }) });
  const run = await check(sandbox, { lab: { ...outOfReach, checks } });
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps[0]).toMatchObject({ state: "could-not-tell", saw: "This step could not be carried out." });
});

it("tells how each provocation ended", async () => {
  const ended: unknown[] = [];
  const sandbox = await open({ run: () => ({ exit: 3, output: "no such unit" }) });
  await check(sandbox, { onProvoked: (step, ran) => ended.push([step, ran]) });
  expect(ended).toEqual([["restart", { exit: 3, output: "no such unit", timedOut: false }]]);
});

it("could not tell when a probe failed, and does not go on", async () => {
  const sandbox = await open({ probe: () => ({ finding: "could-not-tell", saw: "This could not be looked at." }) });
  const run = await check(sandbox);
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps.map((step) => step.state)).toEqual(["could-not-tell", "skipped", "skipped", "skipped"]);
});

it("could not tell when the engine fails in the middle", async () => {
  const details: string[] = [];
  const sandbox = await open({
    look: () => {
      throw new Error("engine gone");
    },
  });
  const run = await check(sandbox, { onDetail: (step, detail) => details.push(`${step} ${detail.split("\n")[0]}`) });
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps.at(-1)?.saw).toBe("This step could not be carried out.");
  expect(details.at(-1)).toBe("user Error: engine gone");
});

it("could not tell when the deadline of the whole check is over", async () => {
  let nowMs = 0;
  const sandbox = await open({
    probe: () => {
      nowMs += 20_000;
      return {};
    },
  });
  const run = await check(sandbox, { now: () => nowMs });
  expect(run.outcome).toBe("could-not-tell");
  expect(run.steps[1]?.saw).toBe("The check ran out of time.");
});

it("never judges a sandbox whose machine has stopped", async () => {
  const sandbox = await open({
    probe: (box) => {
      box.state = "stopped";
      return { finding: "not-met" };
    },
  });
  await expect(check(sandbox)).rejects.toMatchObject({ code: "machine-stopped" });
});

it("shows each step as it begins and as it ends", async () => {
  const shown: string[] = [];
  const sandbox = await open({});
  await check(sandbox, { onStep: (step, run) => shown.push(`${step.id} ${step.state} of ${run.steps.length}`) });
  expect(shown).toEqual([
    "save running of 4",
    "save met of 4",
    "restart running of 4",
    "restart done of 4",
    "again running of 4",
    "again met of 4",
    "user running of 4",
    "user met of 4",
  ]);
});

it("gives each step what the baseline kept, and what the steps before it kept", async () => {
  const seen: unknown[] = [];
  const sandbox = await open({
    probe: (_sandbox, { kept }) => {
      seen.push(kept);
      return { keep: { run: "r1" } };
    },
  });
  await check(sandbox, { baseline: { files: 12 } });
  expect(seen).toEqual([{ files: 12 }, { files: 12, run: "r1" }]);
});
