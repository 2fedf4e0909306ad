// Labs that break one promise each: `lab verify` has to say which. What it says of a lab that holds is in lab-verify.test.ts.
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import { newLab } from "../../orchestrator/cli/new-lab.ts";
import type { VerifiedVariant } from "../../orchestrator/cli/variant-report.ts";
import { verify } from "../../orchestrator/cli/verify.ts";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { LabsFolder } from "../fakes/lab-folder.ts";

const template = fileURLToPath(new URL("../../labs/.template", import.meta.url));
const prepare = "web/usr/local/sbin/prepare-{{service}}";
/** What a busy computer makes of a start says nothing of the lab. */
const LATE = /^The symptom shows only \d+ ms after/;
const engine = createEngine({
  instance: `test-sabotage-${process.pid}`,
  log: { info: () => {}, warn: () => {} },
});
let folder: LabsFolder;

beforeAll(async () => {
  folder = await LabsFolder.with({});
  await cp(template, join(folder.path, ".template"), { recursive: true });
});

afterEach(async () => expect(await engine.found()).toEqual([]));
afterAll(() => folder[Symbol.asyncDispose]());

/** A file of the template. */
function original(path: string): Promise<string> {
  return readFile(join(template, path), "utf8");
}

/** The template's lab.yaml, whose symptom has to be seen within a second. */
async function hasty(): Promise<string> {
  return (await original("lab.yaml")).replace("within_s: 10", "within_s: 1");
}

/** Makes a lab of the template with some files changed, and verifies the parts of it that `only` names. */
async function sabotage(
  id: string,
  changes: Readonly<Record<string, string>>,
  only: string[],
  { runs, seed } = { runs: 1, seed: 1 },
): Promise<VerifiedVariant> {
  await newLab(folder.path, id);
  for (const [path, content] of Object.entries(changes)) {
    await folder.write(`${id}/${path}`, content.replace("id: template-lab", `id: ${id}`));
  }
  const { labs, problems } = await loadCatalog([folder.path], ["base"]);
  expect(problems).toEqual([]);
  const request = { variant: undefined, firstVariant: false, runs, seed, writeProof: false };
  const verified = await verify({
    ...request,
    labs: labs.filter((lab) => lab.id === id),
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine,
    jobs: 1,
    only,
    signal: new AbortController().signal,
    onLine: () => {},
  });
  const [report] = verified.labs;
  if (!report) throw new Error("nothing was verified");
  return { ...report, problems: report.problems.filter((problem) => !LATE.test(problem)) };
}

it("says that an inert fault is never seen", async () => {
  const changes = {
    "lab.yaml": await hasty(),
    [`fault/wrong-owner/${prepare}`]: await original(`scene/${prepare}`),
  };
  const report = await sabotage("inert-fault", changes, ["untouched"]);
  expect(report).toMatchObject({ broken: false, untouched: null });
  expect(report.problems).toEqual([
    expect.stringMatching(/^untouched sandbox: The fault of the lab inert-fault could not be seen within 1 s/),
  ]);
});

it("says that a scene is sick before any fault", async () => {
  const changes = {
    "lab.yaml": await hasty(),
    [`scene/${prepare}`]: await original(`fault/wrong-owner/${prepare}`),
  };
  const report = await sabotage("sick-scene", changes, ["healthy"]);
  expect(report).toMatchObject({ healthy: false });
  expect(report.problems).toEqual([
    expect.stringMatching(/^healthy scene: The healthy scene of the lab sick-scene was not seen healthy within 1 s/),
  ]);
});

it("names a solution that mends nothing", async () => {
  const inert = "# title: Ask for the state\n\nsystemctl status {{service}} --no-pager\n";
  const report = await sabotage("inert-solution", { "solutions/inert.sh": inert }, ["inert"]);
  expect(report).toMatchObject({ broken: true, solutions: { passed: 0, total: 1 } });
  expect(report.problems).toEqual([
    expect.stringMatching(
      /^solution inert was judged "not fixed" instead of "fixed": [\s\S]*notes: not-met\. 0 of 5 notes/,
    ),
  ]);
});

it("says that an untouched sandbox passes a check whose look at the symptom is always met", async () => {
  const blind = 'from probe import *\n\nmet("Notes are saved.")\n';
  const report = await sabotage("always-met", { "checks/notes.py": blind }, ["untouched"]);
  expect(report).toMatchObject({ broken: true, untouched: "fixed" });
  expect(report.problems).toEqual([
    expect.stringMatching(/^An untouched sandbox was judged "fixed" instead of "not fixed": /),
  ]);
});

it("names a mask that passes a check whose look at the root is always met", async () => {
  const lab = await original("lab.yaml");
  const changes = {
    "lab.yaml": lab.replace(/(id: notes-2.*)probe: notes.py, args: \{count: 5\}/, "$1look: user.py"),
    "checks/user.py": 'from probe import *\n\nmet("All is well.")\n',
  };
  const report = await sabotage("shallow-check", changes, ["chown"]);
  expect(report.masks).toEqual({ refused: 0, hidden: 0, total: 1 });
  expect(report.problems).toEqual([
    expect.stringMatching(
      /^mask chown was judged "fixed" instead of "symptom hidden": [\s\S]*chown (notes|memos|drafts):/,
    ),
  ]);
});

it("names a mask that in truth mends the fault", async () => {
  const changes = { "masks/mends.sh": await original("solutions/prepare-script.sh") };
  const report = await sabotage("mending-mask", changes, ["mends"]);
  expect(report.masks).toEqual({ refused: 0, hidden: 0, total: 1 });
  expect(report.problems).toEqual([
    expect.stringMatching(/^mask mends was judged "fixed" instead of "symptom hidden": /),
  ]);
});

it("names the run in which a check that does not always look at the root let a mask pass", async () => {
  const lab = await original("lab.yaml");
  const changes = {
    "lab.yaml": lab
      .replace(/(id: notes-2.*)probe: notes.py, args: \{count: 5\}/, "$1look: kept.py")
      // A look right after the restart may come before the service is up again.
      .replace(/\n.*id: user-2.*/, ""),
    "checks/kept.py": [
      "from probe import *",
      "",
      'if params["service"] == "memos":',
      '    met("All is well.")',
      'not_met("It came back.")',
      "",
    ].join("\n"),
  };
  // With this seed the service is called memos in the second run alone.
  const report = await sabotage("flaky-check", changes, ["chown"], { runs: 3, seed: 29 });
  expect(report).toMatchObject({ problems: [], unverified: [], masks: { refused: 0, total: 1 } });
  expect(report.flakes).toEqual([
    expect.stringMatching(
      /^mask chown: run 2 of 3 was judged "fixed", the others "symptom hidden"\.\nIn run 2: mask chown was judged "fixed" instead of "symptom hidden": [\s\S]*notes-2: met\. All is well\.[\s\S]*service=memos[\s\S]*chown memos:/,
    ),
  ]);
}, 180_000);

it("names each place where the machine lets a secret of the lab be read", async () => {
  const unit = await original("scene/web/etc/systemd/system/{{service}}.service");
  const [, sed = ""] = /^(sed .*)$/m.exec(await original("solutions/prepare-script.sh")) ?? [];
  const changes = {
    "scene/web/opt/check.py": await original("checks/notes.py"),
    "scene/web/root/lab.yaml": await original("lab.yaml"),
    "scene/web/usr/share/doc/notes/debrief.md": await original("debrief.md"),
    "scene/web/root/symptom.py": await original("checks/symptom.py"),
    "scene/web/srv/notes.txt": await original("solutions/folder-in-unit.sh"),
    "fault/wrong-owner/web/usr/local/lib/mask.sh": await original("masks/chown.sh"),
    // A solution's line as it is typed, with what was drawn for this attempt.
    "scene/web/etc/systemd/system/{{service}}.service": unit.replace(
      "[Service]",
      `[Service]\nEnvironment="FIX=${sed}"`,
    ),
  };
  const report = await sabotage("leaky", changes, ["untouched"]);
  expect(report).toMatchObject({ broken: true, untouched: "not fixed" });
  const places = report.problems.map((problem) => /^Leak: (\S+) on web holds text of/.exec(problem)?.[1]);
  expect(places.sort()).toEqual([
    expect.stringMatching(/^\/etc\/systemd\/system\/\w+\.service$/),
    "/opt/check.py",
    expect.stringMatching(/^\/proc\/\d+\/environ$/),
    "/root/lab.yaml",
    "/root/symptom.py",
    "/srv/notes.txt",
    "/usr/local/lib/mask.sh",
    "/usr/share/doc/notes/debrief.md",
  ]);
});

/** The template's restart, by a script or by another claim. */
async function provoking(step: string): Promise<string> {
  return (await original("lab.yaml")).replace(/restart: \{unit.*\}, timeout_s/, `${step}, timeout_s`);
}

it("names what a provocation leaves behind in the machine", async () => {
  const restart = `cat > /tmp/.watch.py <<'END'
print("what only a check may know of this lab")
END
systemctl restart {{service}}
for _ in $(seq 60); do
  curl -s -m 1 -o /dev/null http://127.0.0.1:{{port}}/ && exit 0
  sleep 0.1
done
`;
  const changes = { "lab.yaml": await provoking("provoke: restart.sh"), "checks/restart.sh": restart };
  const report = await sabotage("untidy", changes, ["healthy"]);
  expect(report).toMatchObject({ healthy: true, unverified: [] });
  expect(report.problems).toEqual(["Leak: /tmp/.watch.py on web holds text of checks/restart.sh."]);
});

it("names a provocation that restarts nothing", async () => {
  const changes = { "lab.yaml": await provoking('restart: {unit: "{{service}}d", port: "{{port}}"}') };
  const report = await sabotage("idle-restart", changes, ["healthy"]);
  expect(report.problems[0]).toMatch(
    /^The provocation "restart" fails in the healthy scene: it ended with exit status 1\. Its output ended with: [\s\S]*not found/,
  );
});
