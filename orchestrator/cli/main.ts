// `npm run lab -- list|try|dev|verify|new|readme|schema`. Data goes to standard output, progress to standard error.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError } from "commander";
import { type LabSource, labFoldersOf, labSources, type SourceFolder } from "../catalog/lab-sources.ts";
import { type Catalog, loadCatalog } from "../catalog/load-catalog.ts";
import { labJsonSchema } from "../catalog/schema.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import { machineImages } from "../docker/image-folders.ts";
import { chosenLabs } from "./chosen-labs.ts";
import { devLab } from "./dev-lab.ts";
import { openEngine } from "./engine.ts";
import { FolderWatch } from "./folder-watch.ts";
import { listJson, listText } from "./list.ts";
import { folderForNew, newLab } from "./new-lab.ts";
import { printJson, problemLine, say } from "./output.ts";
import { needTerminal, OwnTerminal } from "./own-terminal.ts";
import { withLabTable } from "./readme-table.ts";
import { Sandboxes } from "./sandboxes.ts";
import { tryLab } from "./try-lab.ts";
import { holds } from "./variant-report.ts";
import { verifiedText } from "./verified-text.ts";
import { verify } from "./verify.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dataFolder = resolve(process.env.SICKBAY_DATA ?? `${root}data`);

/** Starts and checks are bound by the CPU. Measured with two cores, so with many cores it stays careful. */
const DEFAULT_JOBS = Math.min(8, Math.max(2, availableParallelism()));

/** From 1 on, as --seed takes it. */
const ANY_SEED = 1 + Math.floor(Math.random() * 1e9);

function count(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError("It must be a whole number of 1 or more.");
}

/** Where labs come from; relative folders in SICKBAY_LABS count from where the command is run. */
function readSources(): readonly LabSource[] {
  const given = process.env.SICKBAY_LABS;
  return given ? labSources(given, process.cwd()) : labSources("labs", root);
}

const readFolders = () => labFoldersOf(readSources(), join(dataFolder, "labs"), say);

async function readCatalog(): Promise<Catalog> {
  const { folders, problems } = await readFolders();
  const catalog = await loadCatalog(folders, await machineImages(`${root}images`));
  return { ...catalog, problems: [...problems, ...catalog.problems] };
}

/** One lab as it is now; null when it does not load, and `tell` was told why. */
async function readLab(
  parents: readonly SourceFolder[],
  id: string,
  tell: (line: string) => void,
): Promise<Lab | null> {
  const { labs, problems } = await loadCatalog(parents, await machineImages(`${root}images`), id);
  for (const problem of problems) tell(problemLine(problem));
  const [lab = null] = labs;
  if (!lab && problems.length === 0) tell(`There is no folder named ${id} any more.`);
  return lab;
}

/** The labs with these ids, or all; those that did not load are named on standard error. */
async function labsNamed(
  ids: readonly string[],
): Promise<{ labs: readonly Lab[]; catalog: Catalog; allLoaded: boolean }> {
  const catalog = await readCatalog();
  return { catalog, ...chosenLabs(catalog, ids, (problem) => say(problemLine(problem))) };
}

/** Aborted by the first signal, so that sandboxes are removed; a second Ctrl-C ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      // A terminal that is closed sends more than one signal; only a person who insists means it.
      if (signal === "SIGINT") process.exit(130);
      return;
    }
    say("Removing the sandboxes ... (Ctrl-C again leaves them behind)");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // When the terminal is gone nobody reads any more, but the sandboxes still have to be removed.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => controller.abort());
  return controller.signal;
}

const program = new Command("lab")
  .description("Lists, plays, proves and makes labs.")
  .showHelpAfterError()
  .helpCommand(false);

program
  .command("list")
  .description("List all labs")
  .option("--json", "print one JSON document")
  .action(async ({ json }: { json?: true }) => {
    const catalog = await readCatalog();
    if (json) printJson(listJson(catalog));
    else process.stdout.write(`${listText(catalog)}\n`);
    if (catalog.problems.length > 0) process.exitCode = 1;
  });

program
  .command("readme")
  .description("Write the table of labs in README.md anew")
  .action(async () => {
    const file = `${root}README.md`;
    await writeFile(file, withLabTable(await readFile(file, "utf8"), await readCatalog()));
  });

program
  .command("try <id>")
  .description("Play a lab in this terminal; Ctrl-] opens a menu with the check")
  .option("--variant <variant>", "a variant instead of a random one")
  .option("--seed <number>", "draw the same parameters again", count, ANY_SEED)
  .action(async (id: string, options: { variant?: string; seed: number }) => {
    const { labs } = await labsNamed([id]);
    const signal = interruption();
    const sandboxes = new Sandboxes(await openEngine(process.env), "try", options.seed);
    for (const lab of labs) await tryLab(lab, options.variant, sandboxes, signal);
  });

program
  .command("dev <id>")
  .description(
    "Play a lab in this terminal while you write it: each save that loads starts it anew, with the same parameters",
  )
  .option("--variant <variant>", "a variant instead of a random one")
  .option("--seed <number>", "draw the same parameters again", count, ANY_SEED)
  .action(async (id: string, { variant, seed }: { variant?: string; seed: number }) => {
    needTerminal("dev");
    const { folders: parents } = await readFolders();
    const paths = parents.map(({ path }) => path);
    const own = paths.find((path) => existsSync(join(path, id))) ?? paths[0] ?? "";
    const watch = await FolderWatch.on(join(own, id));
    const { labs, problems } = await readCatalog();
    // One that does not load yet is waited for; one that is not there is refused.
    if (![...labs.map((lab) => lab.id), ...problems.map(({ lab }) => lab)].includes(id)) await labsNamed([id]);
    const signal = interruption();
    const sandboxes = new Sandboxes(await openEngine(process.env), "dev", seed);
    const openTerminal = (): OwnTerminal => new OwnTerminal();
    await devLab({
      read: (tell) => readLab(parents, id, tell),
      watch,
      variant,
      seed,
      sandboxes,
      openTerminal,
      say,
      signal,
    });
  });

program
  .command("verify [ids...]")
  .description("Show on a real engine that labs keep their promises: three points, the masks, the diagnosis")
  .option(
    "--jobs <number>",
    "sandboxes that are started or checked at a time, by default one a core; as many again are typed into meanwhile",
    count,
    DEFAULT_JOBS,
  )
  .option(
    "--runs <number>",
    "show everything so often, with other parameters each time; what is not the same each time is a flake",
    count,
    1,
  )
  .option(
    "--only <part...>",
    "healthy, untouched, solutions, masks, evidence, paths, or names of solutions, masks and paths",
    [],
  )
  .option("--variant <variant>", "one variant")
  .option("--first-variant", "only the first variant of each lab")
  .option("--seed <number>", "draw the same parameters again", count, ANY_SEED)
  .option(
    "--write-proof",
    "write proof.json into the folder of each lab that keeps all promises, and remove it from those that do not",
  )
  .option("--json", "print one JSON document")
  .action(
    async (
      ids: string[],
      options: {
        jobs: number;
        runs: number;
        only: string[];
        variant?: string;
        firstVariant?: true;
        seed: number;
        writeProof?: true;
        json?: true;
      },
    ) => {
      const { labs, catalog, allLoaded } = await labsNamed(ids);
      const signal = interruption();
      say(`Verifying with --seed ${options.seed}`);
      const result = await verify({
        labs,
        known: catalog,
        engine: await openEngine(process.env),
        jobs: options.jobs,
        runs: options.runs,
        only: options.only,
        variant: options.variant,
        firstVariant: options.firstVariant === true,
        seed: options.seed,
        writeProof: options.writeProof === true,
        signal,
        onLine: say,
      });
      if (options.json) printJson(result);
      else process.stdout.write(`${verifiedText(result)}\n`);
      if (signal.aborted) {
        process.exitCode = 130;
        // What was interrupted may still wait for a prompt of a machine that is gone; nobody waits for that.
        process.stdout.write("", () => process.exit());
      } else if (!allLoaded || !result.labs.every(holds)) {
        process.exitCode = 1;
      }
    },
  );

program
  .command("new <id>")
  .description("Make a new lab that is small, complete and passes verify, to be changed into yours")
  .action(async (id: string) => {
    const folder = await newLab(folderForNew(readSources()), id);
    say(`Made ${folder}. Play it:   npm run lab -- try ${id}`);
    say(`Show that it holds:        npm run lab -- verify ${id}`);
    say("What each file is for:     labs/README.md");
  });

program
  .command("schema")
  .description("Print the JSON Schema of lab.yaml")
  .action(() => printJson(labJsonSchema()));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof LabError)) throw error;
  say(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
