import { describe, expect, it } from "vitest";
import { running, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

describe("all attempts", () => {
  it("are refused above the capacity with a way out, and taken again when one ends", async () => {
    const attempts = world().open(2);
    const one = await running(attempts);
    await running(attempts);
    await expect(attempts.create("sample")).rejects.toMatchObject({
      code: "no-capacity",
      message: expect.stringContaining("2"),
      remedy: expect.stringContaining("End an attempt"),
    });
    await attempts.end(one.id);
    await running(attempts);
  });

  it("of unknown labs and unknown ids are refused", async () => {
    const attempts = world().open();
    await expect(attempts.create("nope")).rejects.toMatchObject({ code: "unknown-lab" });
    await expect(attempts.view("nope")).rejects.toMatchObject({ code: "unknown-attempt" });
    await expect(attempts.live("nope")).rejects.toMatchObject({ code: "unknown-attempt" });
  });
});
