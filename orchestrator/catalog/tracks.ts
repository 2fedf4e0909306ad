// Tracks: orders of labs with a purpose, from tracks.yaml in the folder of the labs.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { LabProblem, Track } from "../protocol/labs.ts";
import type { SourceFolder } from "./lab-sources.ts";
import type { ParsedYaml, YamlParser } from "./parse-yaml.ts";
import { lineOf, Problems } from "./problems.ts";
import { slug } from "./step.ts";

export const TRACKS_FILE = "tracks.yaml";
const REMEDY = "labs/README.md, section Tracks, shows the form.";

const tracksFile = z.strictObject({
  tracks: z.array(
    z.strictObject({
      id: slug,
      title: z.string().min(1).max(60),
      purpose: z.string().min(1).max(240),
      labs: z.array(slug).min(1).max(60),
    }),
  ),
});

/**
 * Reads the tracks of all folders; one without a file has none. A track keeps those of its labs that load.
 *
 * @param sources folders of labs, each with the parser for its files
 * @param labs ids of the labs that loaded
 * @param folders names of all folders of labs: why one of them did not load is told there
 */
export async function loadTracks(
  sources: ReadonlyMap<SourceFolder, YamlParser>,
  labs: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): Promise<{ tracks: readonly Track[]; problems: readonly LabProblem[] }> {
  const found: LabProblem[] = [];
  const tracks: Track[] = [];
  for (const [{ path, called }, parser] of sources) {
    const problems = new Problems("", called);
    const text = await readTracks(path, problems);
    const parsed = text === null ? null : await parser.parse(text);
    if (parsed?.kind === "bad") problems.add(TRACKS_FILE, parsed.line, parsed.message, REMEDY);
    else if (parsed) addTracks(tracks, parsed, { labs, folders, problems });
    found.push(...problems.list);
  }
  return { tracks, problems: found };
}

function addTracks(
  tracks: Track[],
  parsed: Extract<ParsedYaml, { kind: "value" }>,
  { labs, folders, problems }: { labs: ReadonlySet<string>; folders: ReadonlySet<string>; problems: Problems },
): void {
  const at = (...path: PropertyKey[]): number =>
    lineOf(
      path.map((part) => (typeof part === "number" ? part : String(part))),
      parsed.lines,
    );
  const checked = tracksFile.safeParse(parsed.value);
  if (!checked.success) {
    for (const { path, message } of checked.error.issues) {
      problems.add(TRACKS_FILE, at(...path), `"${path.join(".")}": ${message}.`, REMEDY);
    }
    return;
  }
  for (const [place, track] of checked.data.tracks.entries()) {
    if (tracks.some(({ id }) => id === track.id)) {
      const line = at("tracks", place, "id");
      problems.add(TRACKS_FILE, line, `The id "${track.id}" is there twice.`, "Give each track an id of its own.");
      continue;
    }
    for (const [step, id] of track.labs.entries()) {
      const line = at("tracks", place, "labs", step);
      if (track.labs.indexOf(id) !== step) {
        problems.add(TRACKS_FILE, line, `"${track.id}" names ${id} twice.`, "Name each lab once.");
      } else if (!labs.has(id) && !folders.has(id)) {
        problems.add(
          TRACKS_FILE,
          line,
          `"${track.id}" names a lab that is not there: ${id}.`,
          "Name a folder of labs.",
        );
      }
    }
    const there = [...new Set(track.labs)].filter((id) => labs.has(id));
    if (there.length > 0) tracks.push({ ...track, labs: there });
  }
}

async function readTracks(folder: string, problems: Problems): Promise<string | null> {
  try {
    return await readFile(join(folder, TRACKS_FILE), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    const why = error instanceof Error ? error.message : String(error);
    problems.add(TRACKS_FILE, 0, `The file can't be read: ${why}`, "Check its permissions.");
    return null;
  }
}
