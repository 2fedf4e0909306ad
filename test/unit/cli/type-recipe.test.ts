import { expect, it } from "vitest";
import { typeRecipe } from "../../../orchestrator/cli/type-recipe.ts";
import { FakeEngine, type FakeSandbox } from "../../fakes/fake-engine.ts";

async function sandbox(): Promise<FakeSandbox> {
  const engine = new FakeEngine();
  await engine.open({ owner: "a", expiresAtMs: 0, machines: ["web"], draw: () => [], onStep: () => {} });
  const [opened] = engine.sandboxes;
  if (!opened) throw new Error("the fake opened nothing");
  return opened;
}

it("types each line after the prompt of the one before, continuation prompts among them", async () => {
  const box = await sandbox();
  const typed = await typeRecipe(box, "web", ["echo a \\\nb", "true"]);
  expect(typed.problem).toBeNull();
  expect(box.typed).toEqual(["echo a \\", "b", "true"]);
  expect(typed.tail).toContain("output of true");
  expect(typed.tail).not.toContain("7770");
});

it("says which line ended the shell", async () => {
  expect((await typeRecipe(await sandbox(), "web", ["exit", "true"])).problem).toBe(
    "The shell ended after typing: exit",
  );
});

it("says which line never came back", async () => {
  const box = await sandbox();
  expect((await typeRecipe(box, "web", ["hang", "true"], { promptMs: 50 })).problem).toBe(
    "No prompt came within 0.05 s after typing: hang",
  );
  expect(box.typed).toEqual(["hang"]);
});
