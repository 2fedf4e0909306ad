// `lab dev` as an author has it: in a terminal, with an editor beside it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newLab } from "../../orchestrator/cli/new-lab.ts";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { LabsFolder } from "../fakes/lab-folder.ts";
import { eventually } from "./eventually.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const MENU = "\x1d";
let folder: LabsFolder;

beforeAll(async () => {
  folder = await LabsFolder.with({});
  await cp(join(root, "labs/.template"), join(folder.path, ".template"), { recursive: true });
  await newLab(folder.path, "new-lab");
});

afterAll(() => folder[Symbol.asyncDispose]());

/** The command in a terminal of its own, which `script` makes. */
class Session implements AsyncDisposable {
  readonly #child: ChildProcess;
  #output = "";

  constructor(id: string) {
    const main = join(root, "orchestrator/cli/main.ts");
    // Its own id comes first, for the signal: `script` would keep it.
    const node = `exec '${process.execPath}' --disable-warning=ExperimentalWarning '${main}' dev ${id} --seed 3`;
    this.#child = spawn("script", ["-qec", `stty cols 120 rows 40; echo "pid=$$"; ${node}`, "/dev/null"], {
      env: { ...process.env, SICKBAY_LABS: folder.path, SHELL: "/bin/sh" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => {
      this.#output += chunk.toString();
    });
  }

  type(keys: string): void {
    this.#child.stdin?.write(keys);
  }

  /** All that was shown, as plain text. */
  get text(): string {
    return stripVTControlCharacters(this.#output).replaceAll("\r", "");
  }

  /** Waits for what is shown from `from` on, in characters of the text; returns the match. */
  async shows(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    return eventually(() => {
      if (this.#child.exitCode !== null) throw new Error(`the command ended:\n${this.text}`);
      return pattern.exec(this.text.slice(from));
    }, `${pattern} is shown`);
  }

  /** Ends the command itself, and waits; the exit status. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const [, pid] = await this.shows(/pid=(\d+)/);
    const ended = once(this.#child, "exit");
    process.kill(Number(pid), signal);
    await ended;
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) await this.end("SIGTERM");
  }
}

/** The sandboxes of this command on the engine. */
async function sandboxes(): Promise<string[]> {
  const engine = createEngine({ instance: "lab-cli", log: { info: () => {}, warn: () => {} } });
  return (await engine.found()).map(({ owner }) => owner).filter((owner) => owner.startsWith("dev-"));
}

it("starts a lab anew with each save that loads, checks it, and leaves nothing behind on SIGTERM", async () => {
  await using session = new Session("new-lab");
  await session.shows(/Each save starts it anew[\s\S]*# $/);
  session.type("touch /root/by-hand; echo I am on $(hostname)\r");
  const [, hostname] = await session.shows(/^I am on (\w+-1)$/m);
  const before = session.text.length;

  const yaml = await readFile(join(folder.path, "new-lab/lab.yaml"), "utf8");
  await folder.write("new-lab/lab.yaml", yaml.replace("level: 1", "level: 9"));
  await session.shows(/new-lab\/lab\.yaml:5: "level" .*Write 1 \(easy\) to 5/, before);
  session.type("ls /root/by-hand && echo still he''re\r");
  await session.shows(/still here/, before);

  await folder.write("new-lab/lab.yaml", yaml);
  await folder.write("new-lab/brief.md", "Notes of {{service}} are refused, in other words.\n");
  await session.shows(/in other words[\s\S]*Each save starts it anew[\s\S]*# $/, before);
  const again = session.text.length;
  session.type("echo I am on $(hostname), $(ls -A /root | grep -c by-hand) by hand\r");
  await session.shows(new RegExp(`^I am on ${hostname}, 0 by hand$`, "m"), again);
  await eventually(async () => (await sandboxes()).length === 1, "the machines before the save are gone");

  session.type(MENU);
  await session.shows(/c check .*back to the shell/, again);
  session.type("c");
  await session.shows(/Notes are saved: not met[\s\S]*Verdict: not fixed\./, again);
  expect(await session.end("SIGTERM")).toBe(0);
  await eventually(async () => (await sandboxes()).length === 0, "the last machines are gone");
});
