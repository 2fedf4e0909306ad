import { expect, it } from "vitest";
import { leakMarkers } from "../../../orchestrator/cli/leaks.ts";
import { draw, seededRandom, withBuiltIns } from "../../../orchestrator/core/draw.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

it("searches for titles and long lines of checks and recipes, but not for what a recipe writes and the scene holds too", () => {
  const [first, ...others] = sampleLab.solutions;
  const [machine] = sampleLab.machines;
  if (!first || !machine) throw new Error("the sample lab has changed");
  const inScene = "this line stands in the scene too";
  const inCheck = "if reply.status == 500: met('a note was refused')";
  const scene = [...machine.scene, { path: "/etc/x", content: Buffer.from(`${inScene}\n${inCheck}\n`), mode: 0o644 }];
  const lab: Lab = {
    ...sampleLab,
    machines: [{ ...machine, scene }],
    symptom: { ...sampleLab.symptom, script: `short\n${inCheck}\n` },
    solutions: [{ ...first, commands: [`cat > /etc/notes.conf <<EOF\n${inScene}\nEOF`, "true"] }, ...others],
  };
  const drawing = draw(lab, seededRandom(1));
  const params = withBuiltIns(lab, drawing.params, { web: "10.9.0.2" });
  const texts = leakMarkers(lab, { drawing, params }).map((marker) => marker.text);
  // A check is a leak wherever it lies, most of all in the lab's own scene.
  expect(texts).toContain(inCheck);
  expect(texts).toContain("# title: Do what fix-a does");
  expect(texts).not.toContain(inScene);
  expect(texts).toContain("cat > /etc/notes.conf <<EOF");
});
