import { appendFile, chmod, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadCatalog, proofOf } from "../../../orchestrator/catalog/load-catalog.ts";
import type { LabProblem } from "../../../orchestrator/protocol/labs.ts";
import { goodLab, goodLabYaml, LabsFolder } from "../../fakes/lab-folder.ts";

const IMAGES = ["base", "dns"];

/** The problems of the lab `good` with some files changed or, with null, left out. */
async function problemsWith(changes: Readonly<Record<string, string | null>>): Promise<readonly LabProblem[]> {
  const files = Object.entries({ ...goodLab, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  await using folder = await LabsFolder.with({ good: Object.fromEntries(files) });
  return (await loadCatalog([folder.path], IMAGES)).problems;
}

/** The only provocation of the good lab. */
const RESTART = "  - {id: restart, title: Restart, provoke: restart.sh}\n";

/** lab.yaml with one line's text replaced. */
function yamlWith(from: string, to: string): { "lab.yaml": string } {
  expect(goodLabYaml).toContain(from);
  return { "lab.yaml": goodLabYaml.replace(from, to) };
}

/** lab.yaml of the lab `good` under another id. */
const yamlOf = (id: string) => goodLabYaml.replace("id: good", `id: ${id}`);

it("reads a lab with all its parts", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(problems).toEqual([]);
  expect(labs).toHaveLength(1);
  expect(labs[0]).toMatchObject({
    id: "good",
    params: {
      service: { kind: "one-of", values: ["notes", "memos"] },
      port: { kind: "between", from: 8100, to: 8900 },
    },
    variants: [{ id: "wrong-owner", scripts: { web: "chown root /srv/{{folder}}\n" } }],
    machines: [
      {
        name: "web",
        shell: true,
        capabilities: [],
        limits: { pids: 256, memoryMb: 512, nofile: 1024 },
        scene: [{ path: "/etc/{{service}}/conf", mode: 0o644 }],
      },
    ],
    symptom: { machine: "web", script: "met('seen')\n", timeoutMs: 10_000 },
    checkTimeoutMs: 60_000,
    checks: [
      { kind: "probe", args: { count: 3 }, timeoutMs: 15_000 },
      { kind: "provoke" },
      { kind: "look", proves: "root" },
    ],
    solutions: [{ id: "chown", machine: "web", expect: ["fixed"] }],
    masks: [{ id: "restart", expect: ["not-fixed"] }],
  });
});

it("keeps whether a file of the scene may be run", async () => {
  await using folder = await LabsFolder.with({ good: { ...goodLab, "scene/web/opt/run": "#!/bin/sh\n" } });
  await chmod(join(folder.path, "good/scene/web/opt/run"), 0o700);
  const { labs } = await loadCatalog([folder.path], IMAGES);
  expect(labs[0]?.machines[0]?.scene.map((file) => [file.path, file.mode])).toEqual([
    ["/etc/{{service}}/conf", 0o644],
    ["/opt/run", 0o755],
  ]);
});

it("loads the other labs when one is broken, and skips folders that begin with a dot", async () => {
  await using folder = await LabsFolder.with({
    bad: { ...goodLab, "lab.yaml": "id: [" },
    good: goodLab,
    ".template": { "lab.yaml": "nothing" },
  });
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(labs.map((lab) => lab.id)).toEqual(["good"]);
  expect(problems.map((problem) => [problem.lab, problem.file, problem.line])).toEqual([["bad", "lab.yaml", 1]]);
});

it.each([
  ["nested brackets", "[".repeat(20_000)],
  ["a chain of anchors", "&a ".repeat(20_000)],
  [
    "aliases that multiply",
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[at]}`).join(",")}]`).join("\n")}`,
  ],
  ["too many bytes", `# ${"x".repeat(70_000)}`],
])("loses only the lab whose lab.yaml is a bomb of %s", async (_name, bomb) => {
  await using folder = await LabsFolder.with({ bomb: { ...goodLab, "lab.yaml": bomb }, good: goodLab });
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(labs.map((lab) => lab.id)).toEqual(["good"]);
  expect(problems.map((problem) => problem.lab)).toEqual(["bomb"]);
});

it("says in plain words that lab.yaml is nested too deeply", async () => {
  const [problem] = await problemsWith({ "lab.yaml": "[".repeat(1500) + "]".repeat(1500) });
  expect(problem?.message).toMatch(/^The file is nested too deeply/);
});

it("names the line of an unknown key and the keys that are known there", async () => {
  expect(await problemsWith(yamlWith("    image: base", "    image: base\n    privileged: true"))).toMatchObject([
    {
      file: "lab.yaml",
      line: 18,
      message: 'Unknown key "privileged" in "machines.web".',
      remedy: expect.stringContaining("hostname, image, shell"),
    },
  ]);
});

it.each([
  ["level: 1", "level: 9", 4, '"level"', "1 (easy) to 5"],
  [
    "minutes: 5",
    "minutes: soon",
    5,
    '"minutes" is wrong: expected number, received string.',
    "how long a person needs",
  ],
  ["layers: [os]", "layers: [os, moon]", 6, '"layers.1"', "process, os, host, network"],
  ["port: {from: 8100, to: 8900}", "port: {from: 9, to: 1}", 10, "from must not be above to", "a list of values"],
  [
    "image: base",
    "image: base\n    capabilities: [SYS_ADMIN]",
    18,
    '"machines.web.capabilities.0"',
    "NET_RAW and NET_ADMIN",
  ],
  ["image: base", "image: base\n    limits: {pids: 9999}", 18, '"machines.web.limits.pids"', "from 16 to 256"],
  ["image: base", "image: base\n    tmpfs: {/srv: 257}", 18, '"machines.web.tmpfs./srv"', "in MiB, 1 to 256"],
  [
    "image: base",
    "image: base\n    tmpfs: {/srv: {mb: 8, inodes: 63}}",
    18,
    '"machines.web.tmpfs./srv.inodes"',
    "{mb: 24, inodes: 1000}",
  ],
  ["probe: symptom.py", "probe: ../../etc/passwd", 18, '"symptom.probe"', "symptom.py"],
  ["title: Restart, provoke", "title: Restart, proves: root, provoke", 21, "can't stand beside provoke", ""],
])("refuses %j written as %j in line %i", async (from, to, line, message, remedy) => {
  const [problem, ...more] = await problemsWith(yamlWith(from, to));
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    line,
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
});

it("knows which texts are secret: neither what a candidate is told nor what is laid into machines", async () => {
  const laid = { "fault/wrong-owner/web/etc/x": "broken\n", "paths/expert.sh": "# title: Look\n\nls /srv\n" };
  await using folder = await LabsFolder.with({ good: { ...goodLab, ...laid } });
  const secrets = new Map(
    (await loadCatalog([folder.path], IMAGES)).labs[0]?.secrets.map((file) => [file.path, file.text]),
  );
  expect([...secrets.keys()].sort()).toEqual([
    "checks/owner.py",
    "checks/restart.sh",
    "checks/save.py",
    "checks/symptom.py",
    "debrief.md",
    "fault/wrong-owner/web.sh",
    "lab.yaml",
    "masks/restart.sh",
    "paths/expert.sh",
    "solutions/chown.sh",
  ]);
  expect(secrets.get("lab.yaml")?.split("\n").slice(0, 3)).toEqual([
    "variants:",
    "  wrong-owner:",
    "    folder: [a, b]",
  ]);
  expect(secrets.get("lab.yaml")).toContain("probe: save.py");
  expect(secrets.get("lab.yaml")).not.toContain("hostname");
});

it("names a field that is missing", async () => {
  expect(await problemsWith(yamlWith("level: 1\n", ""))).toMatchObject([
    { file: "lab.yaml", message: '"level" is missing.', remedy: "Write 1 (easy) to 5." },
  ]);
});

it.each([
  ["an id that is not the folder's name", yamlWith("id: good", "id: better"), "lab.yaml", 1, "Write: id: good"],
  [
    "an unknown machine",
    yamlWith("{probe: symptom.py}", "{probe: symptom.py, on: db}"),
    "lab.yaml",
    18,
    "Write one of: web.",
  ],
  ["an image that is not there", yamlWith("image: base", "image: bsae"), "lab.yaml", 17, "There are base, dns"],
  ["a script that is not there", { "checks/save.py": null }, "lab.yaml", 20, "owner.py, restart.sh, symptom.py"],
  ["a check without a root step", yamlWith("proves: root", "proves: symptom"), "lab.yaml", 19, "proves: root"],
  ["a check that provokes nothing", yamlWith(RESTART, ""), "lab.yaml", 19, "looks again"],
  [
    "a check that does not look again after its provocation",
    { "lab.yaml": `${goodLabYaml.replace(RESTART, "")}${RESTART}` },
    "lab.yaml",
    19,
    "looks again",
  ],
  ["a variant without files", { "fault/wrong-owner/web.sh": null }, "lab.yaml", 12, "Add fault/wrong-owner/web.sh"],
  ["a fault of no variant", { "fault/other/web.sh": "true\n" }, "fault/other/web.sh", 0, "wrong-owner"],
  ["a scene of no machine", { "scene/db/x": "x" }, "scene/db/x", 0, "web"],
  ["a folder that is misspelt", { "solution/x.sh": "true" }, "solution/x.sh", 0, "solutions"],
  ["an empty brief", { "brief.md": "" }, "brief.md", 0, "the symptom, the impact"],
  [
    "an unknown parameter in a text",
    { "brief.md": "a\n{{prot}}\n" },
    "brief.md",
    2,
    "Known here: service, port, folder",
  ],
  ["an unknown parameter in a path", { "scene/web/{{oops}}": "x" }, "scene/web/{{oops}}", 0, "service"],
  ["a recipe without a title", { "masks/restart.sh": "restart\n" }, "masks/restart.sh", 1, "# title:"],
  [
    "an unknown header",
    { "masks/restart.sh": "# title: x\n# expects: fixed\n\nrestart\n" },
    "masks/restart.sh",
    2,
    "expect",
  ],
  [
    "an outcome that a mask can't have",
    { "masks/restart.sh": "# title: x\n# expect: fixed\n\ntrue\n" },
    "masks/restart.sh",
    2,
    "symptom-hidden",
  ],
  ["a proof in another form", { "proof.json": "{}" }, "proof.json", 1, "--write-proof"],
])("refuses %s", async (_name, changes, file, line, remedy) => {
  const problems = await problemsWith(changes);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file, line, remedy: expect.stringContaining(remedy) });
});

it("knows a parameter of one variant only in that variant's files", async () => {
  const problems = await problemsWith({
    "lab.yaml": goodLabYaml.replace("variants:", "variants:\n  other: {}"),
    "fault/other/web.sh": "true {{folder}}\n",
  });
  expect(problems.map((problem) => problem.file).sort()).toEqual(["fault/other/web.sh", "solutions/chown.sh"]);
});

it("leaves out what editors keep beside a file that is open", async () => {
  const files = { ".lab.yaml.swp": "x", "brief.md~": "x", "scene/web/etc/.x.swp": "x", "checks/#save.py#": "x" };
  await using folder = await LabsFolder.with({ good: { ...goodLab, ...files } });
  await symlink("someone@host.1234", join(folder.path, "good/.#brief.md"));
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(problems).toEqual([]);
  expect(labs[0]?.machines[0]?.scene.map(({ path }) => path)).toEqual(["/etc/{{service}}/conf"]);
});

it("reads one lab alone", async () => {
  await using folder = await LabsFolder.with({ bad: { "lab.yaml": "id: [" }, good: goodLab });
  const { labs, problems } = await loadCatalog([folder.path], IMAGES, "good");
  expect([labs.map(({ id }) => id), problems]).toEqual([["good"], []]);
});

it("never reads through a link out of the folder", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  await symlink("/etc/passwd", join(folder.path, "good/scene/web/etc/passwd"));
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(labs).toEqual([]);
  expect(problems).toMatchObject([{ file: "scene/web/etc/passwd", message: "Only files and folders can be taken." }]);
});

it("says of a link to a lab's folder that it is not followed", async () => {
  await using elsewhere = await LabsFolder.with({ good: goodLab });
  await using folder = await LabsFolder.with({ "also-good": { ...goodLab, "lab.yaml": yamlOf("also-good") } });
  await symlink(join(elsewhere.path, "good"), join(folder.path, "good"));
  await symlink(join(elsewhere.path, "good/brief.md"), join(folder.path, "README.md"));
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(labs.map(({ id }) => id)).toEqual(["also-good"]);
  expect(problems).toMatchObject([
    { lab: "good", path: join(folder.path, "good"), message: "The lab's folder is a link, which is not followed." },
  ]);
});

it("says of a folder that lies too deep just that", async () => {
  const deep = `scene/web/${"a/".repeat(15)}`;
  expect(await problemsWith({ [`${deep}file`]: "x" })).toMatchObject([
    {
      file: deep.slice(0, -1),
      message: "The folder is more than 16 folders deep.",
      remedy: expect.stringMatching(/^Lay its files less deep/),
    },
  ]);
});

it("reads at most 500 folders of all sources, and says so once", async () => {
  const many = (first: string) =>
    Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${first}${n}`, { x: "" }]));
  await using one = await LabsFolder.with({ good: goodLab, ...many("z") });
  await using other = await LabsFolder.with(many("a"));
  const { labs, problems } = await loadCatalog([one.path, other.path], IMAGES);
  expect(labs.map(({ id }) => id)).toEqual(["good"]);
  expect(problems.filter(({ lab }) => lab === "")).toMatchObject([
    { path: other.path, message: "There are 601 folders of labs, of which only the first 500 are read." },
  ]);
  expect(new Set(problems.map(({ lab }) => lab).filter((lab) => lab !== "")).size).toBe(499);
});

it("names each file by the path at which people open it, of labs and of tracks", async () => {
  await using folder = await LabsFolder.with({ bad: { ...goodLab, "lab.yaml": "id: [" } });
  await folder.write("tracks.yaml", "order: []\n");
  const { problems } = await loadCatalog([{ path: folder.path, called: "our-labs" }], IMAGES);
  expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(["our-labs/bad/lab.yaml", "our-labs/tracks.yaml"]));
});

it("reads a lab's proof, until the lab is changed", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const digest = (await loadCatalog([folder.path], IMAGES)).digests.get("good");
  const proof = { digest, verifiedAt: "2026-01-02T03:04:05Z", engine: "20.10", variants: 1, solutions: 3, masks: 3 };
  await writeFile(join(folder.path, "good/proof.json"), JSON.stringify(proof));
  const catalog = await loadCatalog([folder.path], IMAGES);
  // One from before runs were counted.
  expect(catalog.proofs).toEqual(new Map([["good", { ...proof, runs: 1 }]]));
  // Not beside Sickbay's own labs.
  expect(proofOf(catalog, "good")).toEqual({ ...proof, runs: 1, statedByAuthor: true });
  await writeFile(join(folder.path, "good/proof.json"), JSON.stringify({ ...proof, runs: 3 }));
  expect((await loadCatalog([folder.path], IMAGES)).proofs.get("good")).toMatchObject({ runs: 3 });
  await appendFile(join(folder.path, "good/brief.md"), "One more sentence.");
  const changed = await loadCatalog([folder.path], IMAGES);
  expect(changed.labs.map(({ id }) => id)).toEqual(["good"]);
  expect(changed.proofs).toEqual(new Map());
});

it("says which folder can't be read", async () => {
  await expect(loadCatalog(["/nowhere/labs"], IMAGES)).rejects.toMatchObject({ code: "lab-invalid" });
});

it("takes a healthy lab whose variant breaks nothing, and asks for its baseline", async () => {
  const lab = {
    ...yamlWith("id: good", "id: good\nkind: healthy"),
    "fault/wrong-owner/web.sh": null,
    "solutions/chown.sh": "# title: Look\n\nls /srv\n",
  };
  expect(await problemsWith(lab)).toMatchObject([
    { file: "lab.yaml", line: 2, message: "A healthy lab has no baseline." },
  ]);
  const baseline = "baseline: {look: baseline.py, within_s: 4}\nchecks:";
  const whole = Object.fromEntries(
    Object.entries({ ...goodLab, ...lab, "checks/baseline.py": "met('seen')\n" }).filter(([, text]) => text !== null),
  ) as Record<string, string>;
  whole["lab.yaml"] = (whole["lab.yaml"] ?? "").replace("checks:", baseline);
  await using folder = await LabsFolder.with({ good: whole });
  const { labs, problems } = await loadCatalog([folder.path], IMAGES);
  expect(problems).toEqual([]);
  expect(labs[0]).toMatchObject({
    kind: "healthy",
    baseline: { machine: "web", script: "met('seen')\n", timeoutMs: 4000 },
    masks: [{ expect: ["not-fixed"] }],
  });
});

it("names the line of a tool that an evidence names twice, and lets the same one be typed on another machine", async () => {
  await using folder = await LabsFolder.with({});
  const written = join(import.meta.dirname, "../../fakes/written-from-guide/pages-forbidden");
  await cp(written, join(folder.path, "pages-forbidden"), { recursive: true });
  const yaml = await readFile(join(written, "lab.yaml"), "utf8");
  const tool = "        - tail -n 3 /var/log/nginx/error.log\n";
  const twice = yaml.replace(tool, `${tool}        - tail  -n 3 /var/log/nginx/error.log\n`);
  await folder.write("pages-forbidden/lab.yaml", twice);
  expect((await loadCatalog([folder.path], IMAGES)).problems).toEqual([
    {
      lab: "pages-forbidden",
      file: "lab.yaml",
      path: join(folder.path, "pages-forbidden/lab.yaml"),
      line: twice.split("\n").findIndex((line) => line.includes("tail  -n")) + 1,
      message: 'Two tools of the evidence "denied-by-kernel" are the same: tail  -n 3 /var/log/nginx/error.log',
      remedy: "Give another tool in place of one of them.",
    },
  ]);
  const machines = twice
    .replace("symptom: {", "  db: {hostname: db-1, image: base}\nsymptom: {")
    .replace("- tail  -n 3 /var/log/nginx/error.log", "- {on: db, command: tail -n 3 /var/log/nginx/error.log}");
  await folder.write("pages-forbidden/lab.yaml", machines);
  expect((await loadCatalog([folder.path], IMAGES)).problems).toEqual([]);
});
