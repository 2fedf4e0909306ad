import { expect, it, vi } from "vitest";
import { YamlParser } from "../../../orchestrator/catalog/parse-yaml.ts";

it("tries no more texts once those that were costly took 20 s, so that a folder full of them holds nobody up", async () => {
  await using parser = new YamlParser();
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  const deadly = "[".repeat(20_000);
  const parse = async (text: string, tookMs: number) => {
    const answer = parser.parse(text);
    nowMs += tookMs;
    return await answer;
  };
  for (let time = 0; time < 40; time += 1) expect(await parse("a: 1", 1000)).toMatchObject({ kind: "value" });
  for (let time = 0; time < 3; time += 1) expect((await parse(deadly, 8000)).kind).toBe("bad");
  expect(await parse("a: 1", 0)).toMatchObject({ kind: "bad", message: expect.stringContaining("not tried") });
  vi.restoreAllMocks();
});
