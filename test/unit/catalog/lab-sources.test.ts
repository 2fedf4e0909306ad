import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { labFoldersOf, labSources } from "../../../orchestrator/catalog/lab-sources.ts";
import { loadCatalog } from "../../../orchestrator/catalog/load-catalog.ts";
import { goodLab, LabsFolder } from "../../fakes/lab-folder.ts";

const otherLab = { ...goodLab, "lab.yaml": goodLab["lab.yaml"]?.replace("id: good", "id: other") ?? "" };
let copies: string;
let warnings: string[];
beforeEach(async () => {
  copies = await mkdtemp(join(tmpdir(), "lab-copies-"));
  warnings = [];
});
afterEach(() => rm(copies, { recursive: true }));

const git = (folder: string, ...args: string[]) =>
  promisify(execFile)("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);

/** A repository; its labs are in its folder `labs`. */
async function repository(
  labs: Readonly<Record<string, Readonly<Record<string, string>>>> = { "labs/other": otherLab },
): Promise<LabsFolder> {
  const folder = await LabsFolder.with(labs);
  await git(folder.path, "init", "--quiet", "--initial-branch", "main");
  await git(folder.path, "add", ".");
  await git(folder.path, "commit", "--quiet", "-m", "labs");
  return folder;
}

const found = (text: string) => labFoldersOf(labSources(text, "/app"), copies, (message) => warnings.push(message));
const foldersOf = async (text: string) => (await found(text)).folders;

describe("SICKBAY_LABS", () => {
  it("takes folders and addresses of repositories, with a branch or a tag", () => {
    const text = "./labs, /srv/own,https://example.org/labs.git#v2,git@example.org:a/b.git,/srv/own";
    expect(labSources(text, "/app")).toMatchObject([
      { kind: "folder", path: "/app/labs", called: "labs" },
      { kind: "folder", path: "/srv/own", called: "/srv/own" },
      { kind: "repository", url: "https://example.org/labs.git", ref: "v2" },
      { kind: "repository", url: "git@example.org:a/b.git", ref: null },
    ]);
  });

  it.each([" , ", "https://example.org/labs.git#--upload-pack=x"])("refuses %j with what to write instead", (text) => {
    expect(() => labSources(text, "/")).toThrow(/SICKBAY_LABS/);
  });

  it("joins labs of a folder and of a repository, and follows the repository from start to start", async () => {
    await using own = await LabsFolder.with({ good: goodLab });
    await using theirs = await repository();
    const text = `${own.path},file://${theirs.path}`;
    const { labs, problems } = await loadCatalog(await foldersOf(text), ["base"]);
    expect(problems).toEqual([]);
    expect(labs.map(({ id }) => id)).toEqual(["good", "other"]);
    await theirs.write("labs/other/brief.md", "Something else.\n");
    await git(theirs.path, "commit", "--quiet", "-a", "-m", "another brief");
    const [, folder] = await foldersOf(text);
    expect(await readFile(join(folder?.path ?? "", "other/brief.md"), "utf8")).toBe("Something else.\n");
    expect(warnings).toEqual([]);
  });

  it("goes on with the copy that it has while a repository is away, and says so", async () => {
    const theirs = await repository();
    await foldersOf(`file://${theirs.path}`);
    await theirs[Symbol.asyncDispose]();
    const folders = await foldersOf(`file://${theirs.path}`);
    expect((await loadCatalog(folders, ["base"])).labs.map(({ id }) => id)).toEqual(["other"]);
    expect(warnings.join()).toContain("can't be brought up to date");
  });

  it("says what to do where a repository can't be had at all, and leaves no half copy", async () => {
    await expect(foldersOf("file:///nowhere/labs.git")).rejects.toMatchObject({ code: "lab-invalid" });
    await using theirs = await repository();
    await expect(foldersOf(`file://${theirs.path}#no-such-branch`)).rejects.toThrow(/can't be copied/);
    expect(await foldersOf(`file://${theirs.path}#main`)).toHaveLength(1);
  });

  it("goes on without what can't be had or read, and names each, where anything is left", async () => {
    await using own = await LabsFolder.with({ good: goodLab });
    const { folders, problems } = await found(`file:///nowhere/labs.git,${own.path},/nowhere/labs`);
    expect(problems).toMatchObject([
      { lab: "", path: "file:///nowhere/labs.git", message: expect.stringMatching(/can't be copied: .*not appear/) },
    ]);
    const catalog = await loadCatalog(folders, ["base"]);
    expect(catalog.labs.map(({ id }) => id)).toEqual(["good"]);
    expect(catalog.problems).toMatchObject([
      { lab: "", path: "/nowhere/labs", message: expect.stringMatching(/read/) },
    ]);
    await expect(loadCatalog(["/nowhere/a", "/nowhere/b"], ["base"])).rejects.toThrow(/nowhere\/a.*nowhere\/b/);
  });

  it("takes a repository whose `labs` is a file as a whole", async () => {
    await using theirs = await repository({ other: otherLab });
    await theirs.write("labs", "see other\n");
    await git(theirs.path, "add", ".");
    await git(theirs.path, "commit", "--quiet", "-m", "a file");
    const { labs } = await loadCatalog(await foldersOf(`file://${theirs.path}`), ["base"]);
    expect(labs.map(({ id }) => id)).toEqual(["other"]);
  });

  it("never says the user or the token of an address, and names a lab's file by the address and its path", async () => {
    await expect(found("http://me:s3cret@127.0.0.1:1/labs.git")).rejects.toThrow(
      /^(?!.*s3cret).*The labs at http:\/\/127\.0\.0\.1:1\/labs\.git can't be copied/,
    );
    await using theirs = await repository({ "labs/other": { ...otherLab, "lab.yaml": "id: [" } });
    const { problems } = await loadCatalog(await foldersOf(`file://${theirs.path}`), ["base"]);
    expect(problems).toMatchObject([{ lab: "other", path: `file://${theirs.path}/labs/other/lab.yaml` }]);
  });

  it("never follows a link in a repository to a file of the host", async () => {
    await using theirs = await repository();
    const secret = join(copies, "secret");
    await writeFile(secret, "of the host");
    await symlink(secret, join(theirs.path, "labs/other/debrief-link.md"));
    await git(theirs.path, "add", ".");
    await git(theirs.path, "commit", "--quiet", "-m", "a link");
    const [folder] = await foldersOf(`file://${theirs.path}`);
    expect(await readFile(join(folder?.path ?? "", "other/debrief-link.md"), "utf8")).toBe(secret);
  });

  it("names both folders where two labs have the same id, and loads the first", async () => {
    await using one = await LabsFolder.with({ good: goodLab });
    await using two = await LabsFolder.with({ good: { ...goodLab, "brief.md": "Another.\n" } });
    const { labs, problems } = await loadCatalog([one.path, two.path], ["base"]);
    expect(labs.map(({ brief }) => brief)).toEqual([goodLab["brief.md"]]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(one.path);
    expect(problems[0]?.message).toContain(two.path);
  });
});
