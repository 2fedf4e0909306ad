import { expect, it } from "vitest";
import { type VerifyRequest, verify } from "../../../orchestrator/cli/verify.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { RunResult } from "../../../orchestrator/core/ports.ts";
import { type FakeAnswers, FakeEngine, type FakeSandbox, ownFinds } from "../../fakes/fake-engine.ts";
import { healthyLab, sampleLab } from "../../fakes/sample-lab.ts";

/** Answers as a right lab does: solutions contain "fix", masks that hide the symptom contain "hide". */
const rightAnswers: Partial<FakeAnswers> = {
  probe: (sandbox, { script }) => {
    const sick = isBroken(sandbox) && !sandbox.typed.some((line) => line.startsWith("fix"));
    const hidden = sandbox.typed.some((line) => line.startsWith("hide"));
    if (script === "symptom") return { finding: sick ? "met" : "not-met", saw: "500" };
    if (script === "save") return { finding: sick && !hidden ? "not-met" : "met", saw: "500" };
    return { finding: sick ? "not-met" : "met", saw: "500 again" };
  },
};

function isBroken(sandbox: FakeSandbox): boolean {
  return sandbox.ran.some((script) => script.startsWith("chown root"));
}

function run(engine: FakeEngine, more: Partial<VerifyRequest> = {}) {
  return verify({
    labs: [sampleLab],
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine,
    jobs: 2,
    runs: 1,
    only: [],
    variant: undefined,
    firstVariant: false,
    seed: 7,
    writeProof: false,
    signal: new AbortController().signal,
    onLine: () => {},
    ...more,
  });
}

it("reports a lab that keeps all its promises without a problem, and closes every sandbox", async () => {
  const engine = new FakeEngine(rightAnswers);
  const { labs } = await run(engine);
  expect(labs).toEqual([
    {
      id: "sample",
      variant: "wrong-owner",
      healthy: true,
      broken: true,
      untouched: "not fixed",
      solutions: { passed: 3, total: 3 },
      masks: { refused: 3, hidden: 2, total: 3 },
      startMs: expect.any(Number),
      checkMs: expect.any(Number),
      problems: [],
      flakes: [],
      unverified: [],
    },
  ]);
  expect(engine.sandboxes).toHaveLength(8);
  expect(engine.sandboxes.every((sandbox) => sandbox.closed === 1)).toBe(true);
});

it("names a mask that passes, with the steps and the typed session", async () => {
  const engine = new FakeEngine({
    ...rightAnswers,
    look: () => ({}),
    probe: (sandbox, input) => {
      if (input.script !== "symptom" && sandbox.typed.includes("hide a")) return { finding: "met", saw: "201" };
      return rightAnswers.probe?.(sandbox, input) ?? {};
    },
  });
  const [report] = (await run(engine)).labs;
  expect(report?.masks).toEqual({ refused: 2, hidden: 1, total: 3 });
  expect(report?.problems).toHaveLength(1);
  expect(report?.problems[0]).toContain('mask hide-a was judged "fixed" instead of "symptom hidden"');
  expect(report?.problems[0]).toContain("output of hide a");
});

it("names a fault that can't be seen, and a scene that is not healthy", async () => {
  const never = new FakeEngine({ probe: () => ({ finding: "could-not-tell", detail: "refused" }) });
  const lab: Lab = { ...sampleLab, symptom: { ...sampleLab.symptom, timeoutMs: 1 } };
  const [report] = (await run(never, { labs: [lab] })).labs;
  expect(report).toMatchObject({ healthy: false, broken: false, untouched: null, startMs: null });
  expect(report?.problems[0]).toContain("refused");
  expect(never.sandboxes.every((sandbox) => sandbox.closed === 1)).toBe(true);
});

const failures: [Partial<RunResult>, string][] = [
  [{ exit: 5, output: "Unit notez.service not found.\n" }, "ended with exit status 5"],
  [{ exit: -1, output: "Unit notez.service not found.\n", timedOut: true }, "did not end in time"],
];

it.each(failures)(
  "names a provocation that fails in the healthy scene, though the check passes",
  async (ended, how) => {
    const engine = new FakeEngine({
      ...rightAnswers,
      run: (_sandbox, script) => (script.startsWith("systemctl restart") ? ended : {}),
    });
    const [report] = (await run(engine, { only: ["healthy", "fix-a"] })).labs;
    expect(report?.problems).toEqual([
      `The provocation "restart" fails in the healthy scene: it ${how}. Its output ended with: Unit notez.service not found.`,
    ]);
  },
);

/** Answers as a right lab does in which nothing is wrong: what is typed as a fix only looks, all else changes something. */
const healthyAnswers: Partial<FakeAnswers> = {
  probe: (sandbox, { script }) => ({ finding: script === "symptom" && !isBroken(sandbox) ? "not-met" : "met" }),
  look: (sandbox, { script }) => {
    if (script === "baseline") return { keep: { started: 1 } };
    return { finding: sandbox.typed.some((line) => !line.startsWith("fix")) ? "not-met" : "met", saw: "started anew" };
  },
};

it("holds a healthy lab to the opposite: left alone it passes, and each change is refused", async () => {
  const [report] = (await run(new FakeEngine(healthyAnswers), { labs: [healthyLab] })).labs;
  expect(report).toMatchObject({
    healthy: true,
    broken: true,
    untouched: "left healthy",
    solutions: { passed: 3, total: 3 },
    masks: { refused: 3, hidden: null, total: 3 },
    problems: [],
  });
});

it("names a healthy lab that does not pass when it is left alone, and a change that passes", async () => {
  const strict = { ...healthyAnswers, look: () => ({ finding: "not-met" as const, saw: "12 files differ" }) };
  const lab = { ...healthyLab, baseline: null };
  const [refusing] = (await run(new FakeEngine(strict), { labs: [lab], only: ["untouched"] })).labs;
  expect(refusing?.problems[0]).toContain('An untouched sandbox was judged "changed" instead of "left healthy"');
  const lax = { ...healthyAnswers, look: () => ({}) };
  const [passing] = (await run(new FakeEngine(lax), { labs: [healthyLab], only: ["hide-a"] })).labs;
  expect(passing?.problems[0]).toContain('mask hide-a was judged "left healthy" instead of "changed"');
});

it("asks for at least three solutions and three masks", async () => {
  const lab: Lab = { ...sampleLab, solutions: sampleLab.solutions.slice(0, 2), masks: [] };
  const [report] = (await run(new FakeEngine(rightAnswers), { labs: [lab] })).labs;
  expect(report?.problems).toEqual([
    "There are 2 solutions; at least 3 passing ones are needed.",
    "There are 0 masks; at least 3 refused ones are needed.",
    '0 masks were judged "symptom hidden"; at least 1 is needed.',
  ]);
});

it("does not take masks that do nothing for masks that are refused", async () => {
  const inert = sampleLab.masks.map((mask) => ({ ...mask, commands: ["true"], expect: ["not-fixed"] as const }));
  const lab: Lab = { ...sampleLab, masks: inert };
  const [report] = (await run(new FakeEngine(rightAnswers), { labs: [lab] })).labs;
  expect(report?.masks).toEqual({ refused: 3, hidden: 0, total: 3 });
  expect(report?.problems).toEqual(['0 masks were judged "symptom hidden"; at least 1 is needed.']);
  const [some] = (await run(new FakeEngine(rightAnswers), { labs: [lab], only: ["masks"] })).labs;
  expect(some?.problems).toEqual([]);
});

const secretLab: Lab = {
  ...sampleLab,
  secrets: [{ path: "checks/save.py", text: "if reply.status == 500: met('a note was refused')\n" }],
};

it("names a place in a machine that holds text of a check, also where only a whole check left it there", async () => {
  const leak = "/opt/check.py\0if reply.status == 500: met('a note was refused')\n";
  const engine = new FakeEngine({
    ...rightAnswers,
    run: (sandbox, script) => {
      const finds = ownFinds(script);
      return finds !== "" && sandbox.ran.includes("systemctl restart notes") ? { output: `${leak}${finds}` } : {};
    },
  });
  const lab: Lab = { ...secretLab, params: { ...sampleLab.params, service: { kind: "one-of", values: ["notes"] } } };
  const [report] = (await run(engine, { labs: [lab] })).labs;
  expect(report?.problems).toEqual(["Leak: /opt/check.py on web holds text of checks/save.py."]);
});

it("can't tell of machines in which the search finds not even what it laid there itself", async () => {
  const engine = new FakeEngine({
    ...rightAnswers,
    run: (_sandbox, script) => (ownFinds(script) === "" ? {} : { output: "", exit: -1 }),
  });
  const [report] = (await run(engine, { labs: [secretLab] })).labs;
  expect(report?.problems).toEqual([]);
  expect(report?.unverified).toEqual([
    expect.stringMatching(
      /^untouched sandbox: could not be verified\. The search for leaks on web ended with exit status -1/,
    ),
    expect.stringMatching(
      /^healthy scene: could not be verified\. The search for leaks on web ended with exit status -1/,
    ),
  ]);
});

it("shows only the parts that were asked for", async () => {
  const engine = new FakeEngine(rightAnswers);
  const [report] = (await run(engine, { only: ["hide-b", "healthy"] })).labs;
  expect(report).toMatchObject({ healthy: true, untouched: null, masks: { refused: 1, total: 1 }, problems: [] });
  expect(engine.sandboxes).toHaveLength(2);
});

it("refuses parts, and variants, that nothing has", async () => {
  await expect(run(new FakeEngine(), { only: ["hide-z"] })).rejects.toMatchObject({ code: "not-found" });
  await expect(run(new FakeEngine(), { variant: "none" })).rejects.toMatchObject({
    code: "not-found",
    message: 'No lab here has a variant "none".',
    remedy: "There are: sample/wrong-owner.",
  });
});

it("says so where there is no lab at all", async () => {
  await expect(run(new FakeEngine(), { labs: [] })).rejects.toMatchObject({
    code: "not-found",
    message: "There is no lab to verify.",
  });
});

it("leaves out variants without any of the parts that were asked for, and refuses to show nothing", async () => {
  const [variant] = sampleLab.variants;
  if (!variant) throw new Error("the sample has no variant");
  const masks = sampleLab.masks.map((mask) => ({ ...mask, variants: ["wrong-owner"] }));
  const lab: Lab = { ...sampleLab, masks, variants: [variant, { ...variant, id: "other" }] };
  const { labs } = await run(new FakeEngine(rightAnswers), { labs: [lab], only: ["hide-a"] });
  expect(labs.map(({ variant: shown }) => shown)).toEqual(["wrong-owner"]);
  await expect(run(new FakeEngine(), { labs: [lab], only: ["hide-a"], variant: "other" })).rejects.toMatchObject({
    code: "not-found",
    message: "No variant that was asked for has a part named hide-a.",
  });
});

it("starts nothing more once it is interrupted, and closes what is open", async () => {
  const controller = new AbortController();
  const engine = new FakeEngine({
    ...rightAnswers,
    probe: (sandbox, input) => {
      if (input.script === "save") controller.abort();
      return rightAnswers.probe?.(sandbox, input) ?? {};
    },
  });
  await run(engine, { only: ["solutions"], jobs: 1, signal: controller.signal });
  expect(engine.sandboxes.length).toBeLessThanOrEqual(2);
  expect(engine.sandboxes.every(({ closed }) => closed >= 1)).toBe(true);
});

it("waits no longer for a symptom once it is interrupted", async () => {
  const controller = new AbortController();
  const engine = new FakeEngine({
    probe: (sandbox) => {
      if (sandbox.closed > 0) throw new LabError("machine-stopped", "The machine is gone.", "Reset the attempt.");
      controller.abort();
      return { finding: "not-met" };
    },
  });
  const lab: Lab = { ...sampleLab, symptom: { ...sampleLab.symptom, timeoutMs: 600_000 } };
  const [report] = (await run(engine, { labs: [lab], only: ["untouched"], signal: controller.signal })).labs;
  expect(report).toMatchObject({ problems: [], flakes: [] });
  expect(report?.unverified).toEqual(["untouched sandbox: could not be verified. It was interrupted."]);
  expect(engine.sandboxes[0]?.closed).toBeGreaterThanOrEqual(1);
});

it("waits no longer for a prompt once it is interrupted", async () => {
  const controller = new AbortController();
  const engine = new FakeEngine({
    ...rightAnswers,
    print: (_sandbox, line) => {
      if (line === "hang") controller.abort();
      return "";
    },
  });
  const lab: Lab = {
    ...sampleLab,
    masks: [{ id: "hangs", title: "Hang", machine: "web", commands: ["hang"], expect: ["not-fixed"], variants: [] }],
  };
  const [report] = (await run(engine, { labs: [lab], only: ["hangs"], signal: controller.signal })).labs;
  expect(report?.unverified).toEqual(["mask hangs: could not be verified. It was interrupted."]);
  expect(engine.sandboxes.map(({ closed }) => closed)).toEqual([1]);
});

it("begins the next part while one is typed into", async () => {
  const controller = new AbortController();
  const engine = new FakeEngine({
    ...rightAnswers,
    print: (_sandbox, line) => {
      if (line === "hide b") controller.abort();
      return "";
    },
  });
  const [fix] = sampleLab.solutions;
  if (!fix) throw new Error("the sample has no solution");
  const lab: Lab = { ...sampleLab, solutions: [{ ...fix, id: "hangs", commands: ["hang"] }] };
  await run(engine, { labs: [lab], only: ["hangs", "hide-b"], jobs: 1, signal: controller.signal });
  expect(engine.sandboxes.map(({ typed }) => typed)).toEqual([["hang"], ["hide b"]]);
});
