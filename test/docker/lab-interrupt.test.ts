// Ctrl-C while `lab verify` waits for something in a machine.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";
import { newLab } from "../../orchestrator/cli/new-lab.ts";
import { connect, DEFAULT_DOCKER_HOST } from "../../orchestrator/docker/client.ts";
import { statusOf } from "../../orchestrator/docker/engine-errors.ts";
import { label } from "../../orchestrator/docker/labels.ts";
import { LabsFolder } from "../fakes/lab-folder.ts";
import { eventually } from "./eventually.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docker = connect(process.env.DOCKER_HOST || DEFAULT_DOCKER_HOST);
const inspected = z.object({ Config: z.object({ Hostname: z.string() }) });
const processes = z.object({ Processes: z.array(z.array(z.string())) });

/** What runs on the machines with this host name; a list for each. */
async function running(hostname: string): Promise<string[][]> {
  const found: string[][] = [];
  for (const { Id } of await docker.listContainers({ filters: { label: [`${label.role}=machine`] } })) {
    try {
      const machine = docker.getContainer(Id);
      if (inspected.parse(await machine.inspect()).Config.Hostname !== hostname) continue;
      found.push(
        processes.parse(await machine.top({ ps_args: "-eo pid,args" })).Processes.map((words) => words.join(" ")),
      );
    } catch (error) {
      // It may be another's that goes at this moment.
      if (statusOf(error) === null) throw error;
    }
  }
  return found;
}

it.each([
  ["a symptom", "untouched", /init/, { "checks/symptom.py": 'from probe import *\n\nnot_met("Not yet.")\n' }],
  ["a prompt", "waits", /sleep 300/, { "masks/waits.sh": "# title: Wait\n\nsleep 300\n" }],
  ["a step of the check", "healthy", /sleep 110/, { "checks/restart.sh": "sleep 110\n" }],
])(
  "removes the machines and ends while it waits for %s",
  async (_what, only, sign, changes: Readonly<Record<string, string>>) => {
    await using folder = await LabsFolder.with({});
    await cp(join(root, "labs/.template"), join(folder.path, ".template"), { recursive: true });
    await newLab(folder.path, "waiting");
    for (const [path, content] of Object.entries(changes)) await folder.write(`waiting/${path}`, content);
    const hostname = `${only}-${process.pid}`;
    const yaml = await readFile(join(folder.path, "waiting/lab.yaml"), "utf8");
    await folder.write(
      "waiting/lab.yaml",
      yaml
        .replace(/hostname: .*/, `hostname: ${hostname}`)
        .replace("within_s: 10", "within_s: 60")
        .replace("check_timeout_s: 60", "check_timeout_s: 120")
        .replace(
          /restart: \{unit.*timeout_s: 20/,
          "checks/restart.sh" in changes ? "provoke: restart.sh, timeout_s: 120" : "$&",
        ),
    );
    const command = spawn(
      process.execPath,
      [join(root, "orchestrator/cli/main.ts"), "verify", "waiting", "--only", only],
      {
        env: { ...process.env, SICKBAY_LABS: folder.path },
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    const ended = once(command, "exit");
    const told: string[] = [];
    createInterface({ input: command.stderr }).on("line", (line) => told.push(line));
    const waits = async (): Promise<boolean> => sign.test((await running(hostname)).flat().join("\n"));
    await eventually(waits, `${sign} runs on the machine`);
    command.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(await running(hostname)).toEqual([]);
    expect(told.join("\n")).toContain("could not be verified");
  },
);
