import Docker from "dockerode";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { openBox, plan, request, testEngine } from "./sandbox-fixture.ts";

const docker = new Docker();

async function containersOf(owner: string): Promise<string[]> {
  const found = await docker.listContainers({ all: true, filters: { label: [`sickbay.attempt=${owner}`] } });
  return found.map(({ Id }) => Id);
}

it("takes a sandbox over from its labels, unpauses it and ends scripts that nobody waits for", async () => {
  const instance = "test-adoption";
  const first = testEngine({ instance });
  await using box = await openBox(first);
  await box.openShell("web", { cols: 80, rows: 24, env: {} });
  const forgotten = box.run("web", "sleep 7777", 60_000);
  await eventually(async () => (await box.run("web", "pgrep -x sleep", 5000)).exit === 0, "the script runs");
  const [id] = await containersOf(box.owner);
  await docker.getContainer(id ?? "").pause();

  const second = testEngine({ instance });
  expect((await second.found()).map(({ owner }) => owner)).toEqual([box.owner]);
  const adopted = await second.adopt(box.owner);
  expect(adopted?.addresses).toEqual(box.addresses);
  expect(await adopted?.states()).toEqual({ web: "running" });
  await forgotten;
  expect((await adopted?.run("web", "pgrep -c -x sleep", 5000))?.output).toBe("0\n");
  // Held shells go on; survival.test.ts takes them up again, which two orchestrators at once would dispute.
  expect((await adopted?.run("web", "pgrep -c -x holder", 5000))?.output).toBe("1\n");
  expect(await adopted?.resumeShell("web", "0".repeat(32), 0)).toBeNull();
  await adopted?.close();
  expect(await second.found()).toEqual([]);
});

it("finds nothing to adopt where the machines are gone, and removes the network that is left", async () => {
  const engine = testEngine();
  await using box = await openBox(engine);
  for (const id of await containersOf(box.owner)) await docker.getContainer(id).remove({ force: true });
  expect(await engine.adopt(box.owner)).toBeNull();
  expect(await engine.found()).toHaveLength(1);
  await engine.remove(box.owner);
  expect(await engine.found()).toEqual([]);
});

it("removes what another installation left past its time, and nothing that has time left", async () => {
  const theirs = testEngine();
  await using living = await openBox(theirs);
  const left = await theirs.open(request([plan("web")], { expiresAtMs: Date.now() - 120_000 }));
  expect((await theirs.found()).map(({ owner }) => owner)).toContain(left.owner);
  await testEngine().removeExpired(Date.now());
  // Whoever opened it still has the folder in which its terminals dialled in.
  for (const { owner } of await theirs.found()) if (owner !== living.owner) await theirs.remove(owner);
  expect((await theirs.found()).map(({ owner }) => owner)).toEqual([living.owner]);
  expect(await living.states()).toEqual({ web: "running" });
});

it("never touches what belongs to another installation", async () => {
  const ours = testEngine();
  const theirs = testEngine();
  await using box = await openBox(ours);
  expect(await theirs.found()).toEqual([]);
  expect(await theirs.adopt(box.owner)).toBeNull();
  await theirs.remove(box.owner);
  expect(await box.states()).toEqual({ web: "running" });
});
