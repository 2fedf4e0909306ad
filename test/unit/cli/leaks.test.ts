import { expect, it } from "vitest";
import { leakMarkers } from "../../../orchestrator/cli/leaks.ts";
import { draw, seededRandom, withBuiltIns } from "../../../orchestrator/core/draw.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

it("searches for titles and long lines of checks and recipes, but not for what the scene itself holds", () => {
  const [first, ...others] = sampleLab.solutions;
  const [machine] = sampleLab.machines;
  if (!first || !machine) throw new Error("the sample lab has changed");
  const inScene = "this line stands in the scene too";
  const scene = [...machine.scene, { path: "/etc/x", content: Buffer.from(`${inScene}\n`), mode: 0o644 }];
  const lab: Lab = {
    ...sampleLab,
    machines: [{ ...machine, scene }],
    symptom: { ...sampleLab.symptom, script: "short\nif reply.status == 500: met('a note was refused')\n" },
    solutions: [{ ...first, commands: [inScene, "true"] }, ...others],
  };
  const drawing = draw(lab, seededRandom(1));
  const params = withBuiltIns(lab, drawing.params, { web: "10.9.0.2" });
  const texts = leakMarkers(lab, { drawing, params }).map((marker) => marker.text);
  expect(texts).toContain("if reply.status == 500: met('a note was refused')");
  expect(texts).toContain("# title: Do what fix-a does");
  expect(texts).not.toContain(inScene);
});
