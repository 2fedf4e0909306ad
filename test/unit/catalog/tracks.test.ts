import { expect, it } from "vitest";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { goodLab, LabsFolder } from "../../fakes/lab-folder.ts";

const half = { ...goodLab, "lab.yaml": "id: half\n" };

/** What comes of a tracks.yaml beside the lab `good` and the lab `half`, which does not load. */
async function load(tracks: string) {
  await using folder = await LabsFolder.with({ good: goodLab, half });
  await folder.write("tracks.yaml", tracks);
  const catalog = await loadCatalog([folder.path], ["base"]);
  return { tracks: catalog.tracks, problems: catalog.problems.filter(({ lab }) => lab === "") };
}
const track = (labs: string, id = "first") =>
  `  - {id: ${id}, title: First week, purpose: Begin here., labs: [${labs}]}\n`;

it("reads tracks in their order, and keeps those of their labs that load", async () => {
  const { tracks, problems } = await load(`tracks:\n${track("half, good")}`);
  expect(tracks).toEqual([{ id: "first", title: "First week", purpose: "Begin here.", labs: ["good"] }]);
  expect(problems).toEqual([]);
});

it("takes any lab that may be, also one with a name of one letter", async () => {
  await using folder = await LabsFolder.with({
    x: { ...goodLab, "lab.yaml": goodLab["lab.yaml"]?.replace("id: good", "id: x") ?? "" },
  });
  await folder.write("tracks.yaml", `tracks:\n${track("x")}`);
  expect(await loadCatalog([folder.path], ["base"])).toMatchObject({ tracks: [{ labs: ["x"] }], problems: [] });
});

it("has no tracks where there is no file", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  expect(await loadCatalog([folder.path], ["base"])).toMatchObject({ tracks: [], problems: [] });
});

it.each([
  { text: `tracks:\n${track("good, godo")}`, line: 2, says: "godo" },
  { text: `tracks:\n${track("good, good")}`, line: 2, says: "twice" },
  { text: `tracks:\n${track("good")}${track("good")}`, line: 3, says: "twice" },
  { text: "tracks:\n  - id: first\n    title: x\n    labs: []\n", line: 2, says: "tracks.0" },
  { text: "tracks: [\n", line: 2, says: "" },
  { text: "order: []\n", line: 1, says: "order" },
])("names file, line and remedy of what is wrong in $text", async ({ text, line, says }) => {
  const { problems } = await load(text);
  const [problem = expect.fail("no problem")] = problems;
  expect(problem).toMatchObject({ file: "tracks.yaml", path: expect.stringMatching(/^\/.+\/tracks\.yaml$/), line });
  expect(problems.map(({ message }) => message).join(" ")).toContain(says);
  expect(problem.remedy).not.toBe("");
});

it("still loads the labs beside a broken file of tracks", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  await folder.write("tracks.yaml", "[".repeat(2000));
  const { labs, problems } = await loadCatalog([folder.path], ["base"]);
  expect(labs.map(({ id }) => id)).toEqual(["good"]);
  expect(problems).toHaveLength(1);
});
