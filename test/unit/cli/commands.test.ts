import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { labJsonSchema } from "../../../orchestrator/catalog/schema.ts";
import { newLab } from "../../../orchestrator/cli/new-lab.ts";
import { goodLab, LabsFolder } from "../../fakes/lab-folder.ts";

const main = fileURLToPath(new URL("../../../orchestrator/cli/main.ts", import.meta.url));

/** The least that chance can come to. */
const LEAST_CHANCE = "--import=data:text/javascript,Math.random=()=>0";

/** Runs the CLI with labs of its own; a failing status is part of the answer. */
function lab(folder: LabsFolder, ...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  return labOf(folder.path, ...args);
}

/** The same with any SICKBAY_LABS. */
async function labOf(sources: string, ...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  const env = { SICKBAY_LABS: sources, NODE_OPTIONS: LEAST_CHANCE };
  const command = promisify(execFile)(process.execPath, [main, ...args], { env });
  try {
    return { ...(await command), code: 0 };
  } catch (error) {
    if (error instanceof Error && "stdout" in error && "stderr" in error && "code" in error) {
      return { stdout: String(error.stdout), stderr: String(error.stderr), code: Number(error.code) };
    }
    throw error;
  }
}

it("lists labs as one JSON document, with what did not load, and tells by its status", async () => {
  await using folder = await LabsFolder.with({ good: goodLab, bad: { "lab.yaml": "id: bad\n" } });
  const { stdout, code } = await lab(folder, "list", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ labs: [{ id: "good", level: 1, proof: null }] });
  expect(stdout).not.toContain("chown");
  expect(code).toBe(1);
});

it("lists labs as a table", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const { stdout, code } = await lab(folder, "list");
  expect(stdout).toBe("good  level 1  5 min  os  not verified  Notes can't be saved\n");
  expect(code).toBe(0);
});

it("says of a proof that came with a lab from elsewhere that its author states it", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const digest = (await loadCatalog([folder.path], ["base"])).digests.get("good");
  const proof = { digest, verifiedAt: "2026-01-02T03:04:05Z", engine: "20.10", variants: 1, solutions: 3, masks: 3 };
  await folder.write("good/proof.json", JSON.stringify(proof));
  expect((await lab(folder, "list")).stdout).toContain("  stated by its author  ");
  const { stdout } = await lab(folder, "list", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ labs: [{ id: "good", proof: { solutions: 3, statedByAuthor: true } }] });
});

it("goes on without a folder that is not there, names it, and fails where no other is left", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const { stdout, code } = await labOf(`${folder.path},/nowhere/labs`, "list");
  expect(stdout).toContain("good  level 1");
  expect(stdout).toContain("/nowhere/labs: The folder of the labs, /nowhere/labs, can't be read.");
  expect(code).toBe(1);
  const missing = await labOf(`${folder.path},/nowhere/labs`, "verify", "better");
  expect(missing.stderr).toMatch(/^\/nowhere\/labs: .*\nThere is no lab named better\./);
  expect(await labOf("/nowhere/labs", "list")).toMatchObject({ stdout: "", code: 1 });
});

it("says which labs there are when it does not know one", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const { stdout, stderr, code } = await lab(folder, "verify", "goood", "--json");
  expect([stdout, stderr, code]).toEqual(["", "There is no lab named goood. The labs are: good.\n", 1]);
});

it("names file and line of a lab that did not load", async () => {
  await using folder = await LabsFolder.with({ bad: { ...goodLab, "lab.yaml": "id: bad\ntitle: [\n" } });
  const { stderr, code } = await lab(folder, "verify", "bad");
  expect(stderr).toContain(`${folder.path}/bad/lab.yaml:`);
  expect(stderr).toContain("The lab bad did not load.");
  expect(code).toBe(1);
});

it("explains each command", async () => {
  await using folder = await LabsFolder.with({});
  expect((await lab(folder, "try", "--help")).stdout).toContain("Ctrl-] opens a menu");
  expect((await lab(folder, "verify", "--help")).stdout).toContain("three points, the masks,");
});

it("draws no seed that --seed itself would refuse", async () => {
  await using folder = await LabsFolder.with({});
  for (const command of ["try", "dev", "verify"]) {
    expect((await lab(folder, command, "--help")).stdout).toMatch(/draw the same parameters again\s+\(default:\s+1\)/);
  }
});

it.each(["try", "dev"])("asks for a terminal to %s a lab in", async (command) => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const { stderr, code } = await lab(folder, command, "good");
  expect(stderr).toContain(`Run \`lab ${command}\` in a terminal, without pipes.`);
  expect(code).toBe(1);
});

it("makes a new lab that loads as it is, in a folder of one's own labs too", async () => {
  await using folder = await LabsFolder.with({});
  expect((await lab(folder, "new", "my-lab")).code).toBe(0);
  const { labs, problems } = await loadCatalog([folder.path], ["base"]);
  expect(problems).toEqual([]);
  expect(labs.map(({ id }) => id)).toEqual(["my-lab"]);
  const labYaml = await readFile(join(folder.path, "my-lab/lab.yaml"), "utf8");
  expect(labYaml).not.toContain("template-lab");
  const [, schema = ""] = labYaml.match(/\$schema=(\S+)/) ?? [];
  expect(JSON.parse(await readFile(join(folder.path, "my-lab", schema), "utf8"))).toEqual(labJsonSchema());
});

it("keeps the schema of lab.yaml that is there already", async () => {
  await using folder = await LabsFolder.with({});
  await folder.write("lab.schema.json", "{}");
  await newLab(folder.path, "my-lab");
  expect(await readFile(join(folder.path, "lab.schema.json"), "utf8")).toBe("{}");
});

it("makes a new lab in the first folder, never in the copy of a repository", async () => {
  await using folder = await LabsFolder.with({});
  const repository = "https://127.0.0.1:1/labs.git";
  const { stderr } = await labOf(`${repository},${folder.path}`, "new", "my-lab");
  expect(stderr).toContain(`Made ${folder.path}/my-lab.`);
  const refused = await labOf(repository, "new", "my-lab");
  expect(refused.stderr).toMatch(/^SICKBAY_LABS names repositories only/);
  expect(refused.code).toBe(1);
});

it("never overwrites a lab, and refuses an id that leaves the folder", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  await expect(newLab(folder.path, "good")).rejects.toMatchObject({ code: "bad-request" });
  await expect(newLab(folder.path, "../x")).rejects.toMatchObject({ code: "bad-request" });
});

it("ends at once at the second Ctrl-C, also while an engine that hangs keeps it from removing anything", async () => {
  await using folder = await LabsFolder.with({ good: goodLab });
  const socket = join(folder.path, "engine.sock");
  const engine = createServer();
  await once(engine.listen(socket), "listening");
  const env = { SICKBAY_LABS: folder.path, DOCKER_HOST: `unix://${socket}` };
  const command = spawn(process.execPath, [main, "verify", "good"], { env, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(command, "exit");
  for await (const line of createInterface({ input: command.stderr })) {
    if (line.startsWith("Verifying") || line.startsWith("Removing")) command.kill("SIGINT");
  }
  // Without the second it would give the engine up after a while, with another status.
  expect(await ended).toEqual([130, null]);
  engine.close();
});
