import { expect, it } from "vitest";
import { chosenLabs } from "../../../orchestrator/cli/chosen-labs.ts";
import type { LabProblem } from "../../../orchestrator/protocol/labs.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

const taken: LabProblem = {
  lab: "sample",
  file: ".",
  path: "/srv/labs/sample",
  line: 0,
  message: "It has a taken name.",
  remedy: "Rename it.",
};
const catalog = { labs: [sampleLab], problems: [taken] };

it("holds nothing against a lab that is named and loaded but what is wrong in another folder of its name is told", () => {
  const told: LabProblem[] = [];
  const chosen = chosenLabs(catalog, ["sample"], (problem) => told.push(problem));
  expect(chosen).toEqual({ labs: [sampleLab], allLoaded: true });
  expect(told).toEqual([taken]);
});

it("says that a folder did not load where all labs are wanted", () => {
  expect(chosenLabs(catalog, [], () => {})).toEqual({ labs: [sampleLab], allLoaded: false });
});
