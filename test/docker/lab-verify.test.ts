import { once } from "node:events";
import { cp } from "node:fs/promises";
import { createServer, connect as dial, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import { searchLeaks } from "../../orchestrator/cli/leaks.ts";
import { newLab } from "../../orchestrator/cli/new-lab.ts";
import { Sandboxes } from "../../orchestrator/cli/sandboxes.ts";
import { verify } from "../../orchestrator/cli/verify.ts";
import type { Lab } from "../../orchestrator/core/lab.ts";
import { DEFAULT_DOCKER_HOST } from "../../orchestrator/docker/client.ts";
import { createEngine } from "../../orchestrator/docker/engine.ts";
import { LabsFolder } from "../fakes/lab-folder.ts";

const template = fileURLToPath(new URL("../../labs/.template", import.meta.url));
const options = { instance: `test-verify-${process.pid}`, log: { info: () => {}, warn: () => {} } };
const engine = createEngine(options);
let folder: LabsFolder;
let lab: Lab;

beforeAll(async () => {
  folder = await LabsFolder.with({});
  await cp(template, join(folder.path, ".template"), { recursive: true });
  await newLab(folder.path, "new-lab");
  const { labs, problems } = await loadCatalog([folder.path], ["base"]);
  expect(problems).toEqual([]);
  const [made] = labs;
  if (!made) throw new Error("the new lab did not load");
  lab = made;
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  expect(await engine.found()).toEqual([]);
});

it("shows that a new lab passes healthy, fails untouched, accepts a typed fix and refuses a typed mask", async () => {
  const { labs } = await verify({
    labs: [lab],
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine,
    jobs: 1,
    runs: 1,
    only: ["healthy", "untouched", "new-script", "chown"],
    variant: undefined,
    firstVariant: false,
    seed: 1,
    writeProof: false,
    signal: new AbortController().signal,
    onLine: () => {},
  });
  expect(labs).toMatchObject([
    {
      id: "new-lab",
      variant: "wrong-owner",
      healthy: true,
      broken: true,
      untouched: "not fixed",
      solutions: { passed: 1, total: 1 },
      masks: { refused: 1, total: 1 },
    },
  ]);
}, 120_000);

it("finds text of a check in a file, an environment and a command line, and nothing in a clean machine", async () => {
  const lines = lab.checks[0]?.script.split("\n") ?? [];
  const longest = lines.reduce((a, b) => (b.trim().length > a.length ? b.trim() : a), "");
  await new Sandboxes(engine, "test", 1).with({ lab, broken: true }, async (started) => {
    expect(await searchLeaks(lab, started)).toEqual({ leaks: [], failure: null });
    const plant = [
      "cat > /opt/leak.py <<'END_OF_LEAK'",
      longest,
      "END_OF_LEAK",
      'LEAK="$(cat /opt/leak.py)" setsid sleep 300 >/dev/null 2>&1 </dev/null &',
      "setsid sh -c 'sleep 300; true' \"$(cat /opt/leak.py)\" >/dev/null 2>&1 </dev/null &",
    ].join("\n");
    expect((await started.sandbox.run("web", plant, 10_000)).exit).toBe(0);
    const found = (await searchLeaks(lab, started)).leaks.map((leak) => leak.split(" ")[0]?.replace(/\d+/, "PID"));
    expect(found.sort()).toEqual(["/opt/leak.py", "/proc/PID/cmdline", "/proc/PID/environ"]);
  });
}, 120_000);

/** A way to the engine that is cut for good once a process is started in a machine over it. */
async function cutWay(socket: string): Promise<void> {
  const ends = new Set<Socket>();
  // Who asks for a stream to a process may close their own end of it.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = dial({ path: DEFAULT_DOCKER_HOST.replace("unix://", ""), allowHalfOpen: true });
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      ends.add(end);
      end.on("error", () => end.destroy());
    }
    near.on("data", (chunk: Buffer) => {
      if (!/^POST \/exec\/\w+\/start/.test(chunk.toString("latin1"))) return;
      server.close();
      for (const end of ends) end.destroy();
    });
  });
  await once(server.listen(socket), "listening");
}

it("tells what the engine went away from as not verified, and not as a broken promise", async () => {
  const socket = join(folder.path, "engine.sock");
  await cutWay(socket);
  const told: string[] = [];
  const { labs, totals } = await verify({
    labs: [lab],
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine: createEngine({ ...options, dockerHost: `unix://${socket}` }),
    jobs: 1,
    runs: 1,
    // Its check is the first to start a process: it restarts the service.
    only: ["healthy"],
    variant: undefined,
    firstVariant: false,
    seed: 1,
    writeProof: false,
    signal: new AbortController().signal,
    onLine: (line) => told.push(line),
  });
  for (const { owner } of await engine.found()) await engine.remove(owner);
  expect(labs).toMatchObject([{ problems: [], flakes: [] }]);
  expect(labs[0]?.unverified).toEqual([
    expect.stringMatching(/^healthy scene: could not be verified\. No Docker Engine answers/),
  ]);
  expect(totals.unverified).toBe(1);
  expect(told.at(-1)).toContain("Nothing more is verified.");
}, 120_000);
