import { expect, it } from "vitest";
import { draw, seededRandom } from "../../../orchestrator/core/draw.ts";
import { type StartOptions, startSandbox } from "../../../orchestrator/core/start.ts";
import { FakeEngine } from "../../fakes/fake-engine.ts";
import { healthyLab, sampleLab } from "../../fakes/sample-lab.ts";

function options(engine: FakeEngine, more: Partial<StartOptions> = {}): StartOptions {
  let nowMs = 0;
  return {
    lab: sampleLab,
    random: seededRandom(1),
    engine,
    owner: "a1",
    expiresAtMs: 60_000,
    broken: true,
    onStep: () => {},
    now: () => nowMs,
    wait: async (ms) => {
      nowMs += ms;
    },
    ...more,
  };
}

it("hands a machine over once the symptom can be seen, with the time that it took", async () => {
  let looks = 0;
  const engine = new FakeEngine({
    probe: () => (++looks < 3 ? { finding: "not-met" } : { finding: "met", saw: "500" }),
  });
  const started = await startSandbox(options(engine));
  expect(started).toMatchObject({ startMs: 100, saw: "500", params: { ip_web: "10.9.0.2" } });
  expect(engine.sandboxes[0]?.ran).toEqual([`chown root /var/lib/${started.params.service}\n`]);
  expect(engine.sandboxes[0]?.closed).toBe(0);
});

it("never hands over a lab whose symptom can't be seen, and leaves nothing behind", async () => {
  const engine = new FakeEngine({ probe: () => ({ finding: "not-met", saw: "all 200" }) });
  await expect(startSandbox(options(engine))).rejects.toMatchObject({
    code: "fault-not-visible",
    message: expect.stringContaining("all 200"),
  });
  expect(engine.sandboxes[0]?.closed).toBe(1);
});

it("gives up when a script of the fault fails", async () => {
  const engine = new FakeEngine({ run: () => ({ exit: 2, output: "chown: invalid user" }) });
  await expect(startSandbox(options(engine))).rejects.toMatchObject({
    code: "fault-not-visible",
    message: expect.stringContaining("fault/wrong-owner/web.sh ended with exit status 2: chown: invalid user"),
  });
  expect(engine.sandboxes[0]?.closed).toBe(1);
});

it("starts the healthy scene without the fault, and refuses one that shows the symptom", async () => {
  const healthy = new FakeEngine({ probe: () => ({ finding: "not-met" }) });
  await startSandbox(options(healthy, { broken: false }));
  expect(healthy.sandboxes[0]?.ran).toEqual([]);
  const sick = new FakeEngine({ probe: () => ({ finding: "met", saw: "500" }) });
  await expect(startSandbox(options(sick, { broken: false }))).rejects.toMatchObject({ code: "lab-invalid" });
  expect(sick.sandboxes[0]?.closed).toBe(1);
});

it("starts the same machines again from what was drawn before", async () => {
  const drawing = draw(sampleLab, seededRandom(77));
  const engine = new FakeEngine();
  const started = await startSandbox(options(engine, { drawing, random: seededRandom(5) }));
  expect(started.params).toMatchObject(drawing.params);
});

it("tells what is being waited for", async () => {
  const steps: string[] = [];
  await startSandbox(options(new FakeEngine(), { onStep: (step) => steps.push(`${step.id} ${step.state}`) }));
  expect(steps).toEqual([
    "machine-web running",
    "machine-web done",
    "break running",
    "break done",
    "symptom running",
    "symptom done",
  ]);
});

it("takes the baseline once the machine is as the candidate will find it, and tells nobody", async () => {
  const steps: string[] = [];
  let looks = 0;
  const engine = new FakeEngine({
    look: () => (++looks < 2 ? { finding: "not-met", saw: "not up yet" } : { keep: { files: 12 } }),
  });
  const told = { onStep: ({ id }: { id: string }) => steps.push(id) };
  const started = await startSandbox(options(engine, { lab: healthyLab, ...told }));
  expect(started).toMatchObject({ baseline: { files: 12 }, startMs: 0 });
  expect(steps).not.toContain("baseline");
  expect((await startSandbox(options(new FakeEngine()))).baseline).toEqual({});
});

it("never hands over machines whose baseline can't be taken", async () => {
  const engine = new FakeEngine({ look: () => ({ finding: "could-not-tell", detail: "no such file" }) });
  await expect(startSandbox(options(engine, { lab: healthyLab }))).rejects.toMatchObject({
    code: "fault-not-visible",
    message: expect.stringContaining("no such file"),
  });
  expect(engine.sandboxes[0]?.closed).toBe(1);
});
