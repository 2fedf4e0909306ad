// Reads all labs of some folders. A lab with problems is left out and named; the others load.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lab } from "../core/lab.ts";
import { type LabProblem, type LabProof, labProof, type ShownProof, type Track } from "../protocol/labs.ts";
import { buildLab } from "./build-lab.ts";
import { checkPlaceholders, refuseNonces } from "./check-placeholders.ts";
import { digestOf, type LabFolder, PROOF_FILE, readLabFolder } from "./lab-folder.ts";
import type { SourceFolder } from "./lab-sources.ts";
import { listLabs } from "./list-labs.ts";
import { MAX_YAML_BYTES, YamlParser } from "./parse-yaml.ts";
import { Problems } from "./problems.ts";
import { labFile } from "./schema.ts";
import { loadTracks } from "./tracks.ts";

/** The labs that come with Sickbay. */
const OWN_LABS = fileURLToPath(new URL("../../labs", import.meta.url));

export interface Catalog {
  /** Sorted by id. */
  readonly labs: readonly Lab[];
  /** What `lab verify` showed, by the lab's id; a lab that was never verified as it stands now has none. */
  readonly proofs: ReadonlyMap<string, LabProof>;
  /** Ids of the labs that did not come with Sickbay: a proof of theirs is what their author states. */
  readonly foreign: ReadonlySet<string>;
  /** What a proof of a lab has to name, by the lab's id. */
  readonly digests: ReadonlyMap<string, string>;
  /** Where the files of a lab are, by the lab's id. */
  readonly folders: ReadonlyMap<string, string>;
  readonly tracks: readonly Track[];
  /** Why the labs that are not in the list did not load, and what is wrong with the tracks and the sources. */
  readonly problems: readonly LabProblem[];
}

/**
 * Reads every folder in `parents`; those whose name begins with a dot are skipped. Of labs with the same id the one in the first of them counts.
 *
 * @param parents folders of labs; a mere path is called by itself
 * @param images the names of the images that machines can be made of
 * @param only the one lab to read, where the others don't matter
 * @throws LabError("lab-invalid") when not one of the parents can be read
 */
export async function loadCatalog(
  parents: readonly (SourceFolder | string)[],
  images: readonly string[],
  only?: string,
): Promise<Catalog> {
  const {
    listed,
    readable,
    problems: unlisted,
  } = await listLabs(parents.map((parent) => (typeof parent === "string" ? { path: parent, called: parent } : parent)));
  await using parsers = new AsyncDisposableStack();
  // One each, so that what is costly in one source uses up no time of another.
  const parserOf = new Map(readable.map((source) => [source, parsers.use(new YamlParser())]));
  const labs: Lab[] = [];
  const proofs = new Map<string, LabProof>();
  const foreign = new Set<string>();
  const digests = new Map<string, string>();
  const folders = new Map<string, string>();
  const problems = unlisted.filter(({ lab }) => only === undefined || lab === only);
  const named = new Map<string, string>();
  for (const { name, path, called, source } of listed) {
    if (only !== undefined && name !== only) continue;
    const found = new Problems(name, called);
    const taken = named.get(name);
    if (taken !== undefined) {
      found.add(
        ".",
        0,
        `${called} has the name of ${taken}.`,
        "Give one of the two folders, and the id in it, another name.",
      );
      problems.push(...found.list);
      continue;
    }
    named.set(name, called);
    const files = await readFiles(path, found);
    const parser = parserOf.get(source);
    const lab = files && parser && (await loadLab(files, name, images, parser, found));
    const proof = files && readProof(files, found);
    problems.push(...found.list);
    if (!lab || found.list.length > 0) continue;
    labs.push(lab);
    const digest = digestOf(files);
    digests.set(name, digest);
    folders.set(name, path);
    if (proof?.digest === digest) proofs.set(name, proof);
    if (resolve(source.path) !== OWN_LABS) foreign.add(name);
  }
  const loaded = new Set(labs.map(({ id }) => id));
  const none = { tracks: [], problems: [] };
  const tracks = only === undefined ? await loadTracks(parserOf, loaded, new Set(named.keys())) : none;
  labs.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    labs,
    proofs,
    foreign,
    digests,
    folders,
    tracks: tracks.tracks,
    problems: [...problems, ...tracks.problems],
  };
}

/** A lab's proof as it is shown; null where it has none. */
export function proofOf({ proofs, foreign }: Pick<Catalog, "proofs" | "foreign">, lab: string): ShownProof | null {
  const proof = proofs.get(lab);
  return proof ? { ...proof, statedByAuthor: foreign.has(lab) } : null;
}

async function readFiles(folder: string, problems: Problems): Promise<LabFolder | null> {
  try {
    return await readLabFolder(folder, problems);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.add(".", 0, `The folder can't be read: ${why}`, "Check the permissions of its files.");
    return null;
  }
}

async function loadLab(
  files: LabFolder,
  name: string,
  images: readonly string[],
  parser: YamlParser,
  problems: Problems,
): Promise<Lab | null> {
  const yaml = files.get("lab.yaml");
  if (!yaml) {
    problems.add("lab.yaml", 0, "lab.yaml is missing.", "Make a lab with: npm run lab -- new <id>");
    return null;
  }
  const text = yaml.content.toString("utf8");
  const parsed = await parser.parse(text);
  if (parsed.kind === "bad") {
    const remedy = `Write plain YAML of at most ${MAX_YAML_BYTES / 1024} KB; labs/README.md has an example.`;
    problems.add("lab.yaml", parsed.line, parsed.message, remedy);
    return null;
  }
  const checked = labFile.safeParse(parsed.value);
  if (!checked.success) {
    problems.addIssues("lab.yaml", checked.error.issues, parsed.lines);
    return null;
  }
  if (checked.data.id !== name) {
    const line = parsed.lines[JSON.stringify(["id"])] ?? 1;
    problems.add("lab.yaml", line, `The id "${checked.data.id}" is not the folder's name.`, `Write: id: ${name}`);
  }
  const lab = buildLab({ file: checked.data, lines: parsed.lines, folder: files, images, problems });
  checkPlaceholders(lab, text, files, problems);
  refuseNonces(parsed.value, parsed.lines, problems);
  return lab;
}

/** The proof is optional; one that can't be read is a problem, since a card would show it. */
function readProof(files: LabFolder, problems: Problems): LabProof | null {
  const file = files.get(PROOF_FILE);
  if (!file) return null;
  try {
    return labProof.parse(JSON.parse(file.content.toString("utf8")));
  } catch {
    const remedy = "Write it anew: npm run lab -- verify --write-proof";
    problems.add(PROOF_FILE, 1, "The proof is not in the expected form.", remedy);
    return null;
  }
}
