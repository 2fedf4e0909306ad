// The authoring guide, done as it stands: what labs/README.md has an author type is typed where a clone of Sickbay has no lab yet,
// and what it says is printed has to be printed. A lab that was written with nothing but the guide at hand is verified too.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import { codeBlocks, section } from "../guide-text.ts";

const LIMIT_MS = 5 * 60_000;
const root = join(import.meta.dirname, "../..");
/** What a busy computer makes of a start says nothing of a lab. It is a problem of its own in what is printed. */
const LATE = /: The symptom shows only \d+ ms after the machines' start;/;
let clone: string;

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), "clone-"));
  await mkdir(join(clone, "labs"));
  for (const name of ["package.json", "node_modules", "orchestrator", "test"]) {
    await symlink(join(root, name), join(clone, name));
  }
});
afterAll(() => rm(clone, { recursive: true }));

interface Typed {
  readonly printed: string;
  /** Whether the last command ended well. */
  readonly ended: boolean;
  readonly late: boolean;
}

/** Types commands at the top of the clone. */
async function type(commands: string, labs = "labs"): Promise<Typed> {
  const env = { ...process.env, SICKBAY_LABS: labs };
  const child = spawn("sh", ["-c", commands], { cwd: clone, env, stdio: ["ignore", "pipe", "inherit"] });
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const all = await text(child.stdout);
  const late = LATE.test(all);
  const printed = timeless(late ? all.replace(/\b1 problem$/m, "holds") : all);
  return { printed, ended: (await exit) === 0, late };
}

/** Each run takes its own time. */
function timeless(printed: string): string {
  return printed.replaceAll(/\d+\.\d s\b/g, "0.0 s");
}

it(
  "leads from nothing to a lab of one's own that is proven, with all that it says on the way",
  async () => {
    const [make = "", change = "", mend = "", prove = "", ...more] = codeBlocks("sh", section("Ten minutes"));
    const [table = "", broken = "", ...others] = codeBlocks("text", section("Ten minutes"));
    expect([...more, ...others]).toEqual([]);

    const made = await type(make);
    expect(made.printed).toContain(timeless(table));
    expect(made.ended).toBe(!made.late);

    const changed = await type(change);
    const problems = [...changed.printed.matchAll(/^slow-notes\/read-only: (.*?)(?:: .*)?$/gm)].map(([, told]) => told);
    expect(problems.filter((told) => !LATE.test(`: ${told}`))).toEqual(broken.trim().split("\n"));
    expect(changed.ended).toBe(false);

    expect(await type(mend)).toMatchObject({ ended: true });
    const proven = await type(prove);
    expect(proven.printed).toMatch(/^slow-notes\/read-only .* holds$/m);
    expect(proven.ended).toBe(!proven.late);
    const { proofs, problems: unloaded } = await loadCatalog([join(clone, "labs")], ["base"]);
    expect(unloaded).toEqual([]);
    expect(proofs.has("slow-notes")).toBe(!proven.late);
  },
  LIMIT_MS,
);

it(
  "is enough to write a lab with a diagnosis that holds",
  async () => {
    const verified = await type("npm run lab -- verify", "test/fakes/written-from-guide");
    expect(verified.printed).toMatch(
      /^pages-forbidden\/tight-umask .* solutions 3\/3 .* masks refused 4\/4, hidden 3 .* holds$/m,
    );
    expect(verified.ended).toBe(!verified.late);
  },
  LIMIT_MS,
);
