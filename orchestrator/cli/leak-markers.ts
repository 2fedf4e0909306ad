// What gives a lab's secrets away: lines that nothing in its machines may hold, beside what is there by right.
import { asText, placeholder, planMachines } from "../core/draw.ts";
import type { Lab, Params, SecretFile } from "../core/lab.ts";
import type { Started } from "../core/start.ts";
import { stockLooks } from "./stock-looks.ts";

/** Shorter lines occur everywhere. */
const MIN_MARKER = 24;
/** A text alone in its line: what a check sends to a service, or a fault's script writes, is in the service's files by right. */
const DATA = /^(["'])(?:(?!\1).)*\1,?$/;

/** A line that gives a file away, and the path of that file in the lab's folder. */
export interface Marker {
  readonly from: string;
  readonly text: string;
}

/** A line of a secret file. */
interface SecretLine {
  readonly text: string;
  /** It begins what is typed at a prompt, as the lines of a here-document don't. */
  readonly isTyped: boolean;
}

interface HereDocument {
  /** The line that ends it. */
  readonly end: string;
  readonly intoFile: boolean;
}

/**
 * The long lines of all secret files, with and without what was drawn.
 *
 * Lines that the scene holds too are left out, as where both restart the service, except for what is there never by chance: any of
 * lab.yaml, title and longest command of a recipe, and another file of which one file of the scene holds more than half.
 */
export function leakMarkers(lab: Lab, { drawing, params }: Pick<Started, "drawing" | "params">): Marker[] {
  const scene = [true, false].flatMap((broken) =>
    planMachines(lab, drawing.variant, params, broken).flatMap(({ files }) =>
      files.map(({ content }) => asText(content) ?? ""),
    ),
  );
  const told = toldTexts(lab, params);
  return lab.secrets.flatMap((secret) => {
    const raw = linesOf(secret);
    const lines = raw.map((line) => ({ ...line, text: fill(line.text, params) }));
    const sure = surelyTelling(secret, lines);
    const byChance = scene.flatMap((text) => sharedByChance(secret, lines, text));
    const telling = lines.filter(
      ({ text }) => !told.includes(text) && (sure.includes(text) || !byChance.includes(text)),
    );
    const texts = new Set(telling.map(({ text }) => text));
    // As in the folder, for a copy that was laid there by other means than as a file of the scene.
    const undrawn = raw.map(({ text }) => text).filter((text) => texts.has(fill(text, params)));
    return [...new Set([...texts, ...undrawn])].map((text) => ({ from: secret.path, text }));
  });
}

/** What a candidate is told, and what is typed by us where nothing else is. */
function toldTexts(lab: Lab, params: Params): string {
  const tools = lab.diagnosis?.evidence.flatMap((piece) => piece.tools.map(({ command }) => command)) ?? [];
  const addresses = lab.machines.map(({ name }) => String(params[`ip_${name}`]));
  return [fill([lab.brief, ...tools].join("\n"), params), ...stockLooks(addresses)].join("\n");
}

/** The long lines of a file. What a fault's script writes into files is the fault itself, and in the machine by right. */
function linesOf({ path, text }: SecretFile): SecretLine[] {
  const lines: SecretLine[] = [];
  let opened: HereDocument | null = null;
  let before = "";
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === opened?.end) opened = null;
    const isFault = path.startsWith("fault/") && opened?.intoFile === true;
    const isTyped = opened === null && (before === "" || before.startsWith("#"));
    if (line.length >= MIN_MARKER && !isFault && !DATA.test(line)) lines.push({ text: line, isTyped });
    before = line;
    if (path.endsWith(".sh")) opened ??= openedBy(line);
  }
  return lines;
}

function openedBy(line: string): HereDocument | null {
  const end = /<<-?\s*['"]?(\w+)/.exec(line)?.[1];
  return end === undefined ? null : { end, intoFile: /\b(cat|tee)\b/.test(line) };
}

function surelyTelling(secret: SecretFile, lines: readonly SecretLine[]): string[] {
  if (secret.path === "lab.yaml") return lines.map(({ text }) => text);
  if (!isRecipe(secret)) return [];
  const typed = lines.filter(({ isTyped }) => isTyped).map(({ text }) => text);
  const titles = typed.filter((text) => text.startsWith("# title: "));
  const commands = typed.filter((text) => !text.startsWith("#"));
  return [...titles, commands.reduce((most, text) => (text.length > most.length ? text : most), "")];
}

/** The lines that a file of the scene holds too; none where it holds so many that it is a copy, which of a recipe the title tells. */
function sharedByChance(secret: SecretFile, lines: readonly SecretLine[], scene: string): string[] {
  const shared = lines.map(({ text }) => text).filter((text) => scene.includes(text));
  return shared.length * 2 > lines.length && !isRecipe(secret) ? [] : shared;
}

function isRecipe({ path }: SecretFile): boolean {
  return /^(solutions|masks|paths)\//.test(path);
}

/** Fills in what is drawn; a text may be of another variant, or draw something itself, so other names stay. */
function fill(text: string, params: Params): string {
  return text.replace(placeholder, (whole, name: string) => String(params[name] ?? whole));
}
