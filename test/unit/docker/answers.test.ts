import { expect, it } from "vitest";
import { readAnswer } from "../../../orchestrator/docker/probing.ts";

const met = { finding: "met", saw: "200 of 200", keep: { last: 7 }, detail: "fine" };

it("reads the last line as the answer", () => {
  expect(readAnswer(`ready\nnoise\n${JSON.stringify(met)}\n`)).toEqual(met);
});

it.each([
  ["nothing", ""],
  ["only ready", "ready\n"],
  ["a line that is cut", `ready\n${JSON.stringify(met).slice(0, -3)}`],
  ["an unknown finding", JSON.stringify({ ...met, finding: "passed" })],
  ["an endless sentence", JSON.stringify({ ...met, saw: "x".repeat(5000) })],
  ["another shape", "[]"],
  ["an answer that is not last", `${JSON.stringify(met)}\nTraceback`],
])("cannot tell from %s", (_, output) => {
  expect(readAnswer(output)).toMatchObject({
    finding: "could-not-tell",
    saw: "This could not be looked at.",
    keep: {},
  });
});
