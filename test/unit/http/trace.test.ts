import { expect, it } from "vitest";
import type { ExecTrace, Traced } from "../../../orchestrator/core/ports.ts";
import type { Attempts } from "../../../orchestrator/http/attempts.ts";
import { running, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

/** A second source that gives the same to everybody. */
function sourceOf(traced: Traced | null): ExecTrace & { readonly asked: string[] } {
  const asked: string[] = [];
  const follow = async (owner: string): Promise<void> => void asked.push(`follow ${owner}`);
  const take = (owner: string): Traced | null => {
    asked.push(`take ${owner}`);
    return traced;
  };
  return { asked, follow, take };
}

const shell = {
  machine: "web",
  atMs: 1,
  pid: 9,
  parent: 0,
  group: 9,
  foreground: true,
  program: "/bin/bash",
  args: ["-bash"],
};
const hidden = {
  machine: "web",
  atMs: 2,
  pid: 10,
  parent: 9,
  group: 10,
  foreground: true,
  program: "/usr/bin/tac",
  args: ["tac", "x"],
};

async function endedWith(attempts: Attempts) {
  const { id } = await running(attempts);
  await attempts.end(id);
  const { timeline } = await attempts.result(id);
  return { id, kinds: timeline.map(({ body }) => body.kind), last: timeline.slice(-2).map(({ body }) => body) };
}

it("is asked from the hand-over to the end of an attempt, and what it tells otherwise comes before the end", async () => {
  const trace = sourceOf({ fromMs: 0, starts: [shell, hidden], whole: true });
  world().trace = trace;
  const { id, last } = await endedWith(world().open());
  expect(trace.asked).toEqual([`follow ${id}`, `take ${id}`]);
  expect(last).toEqual([
    { kind: "trace-differs", machine: "web", text: "`tac x` was run, and stands in no line that the shell told." },
    { kind: "attempt-ended", reason: "gave-up" },
  ]);
});

it("is said to be missing where it was asked for and could not be had", async () => {
  world().trace = sourceOf(null);
  expect((await endedWith(world().open())).last).toMatchObject([{ kind: "trace-missing" }, { kind: "attempt-ended" }]);
});

it("is not mentioned where it was not asked for", async () => {
  const { kinds } = await endedWith(world().open());
  expect(kinds.filter((kind) => kind.startsWith("trace-"))).toEqual([]);
});
