// Searches a running machine for text of the lab that nothing inside may ever hold: checks, solutions, masks.
import { asText, planMachines, render } from "../core/draw.ts";
import type { Lab } from "../core/lab.ts";
import type { Started } from "../core/start.ts";

/** Shorter lines occur everywhere. */
const MIN_MARKER = 24;
const SEARCH_MS = 30_000;
/** Where a machine keeps what it did not get from its image. */
const places = "/etc /home /opt /root /run /srv /tmp /usr/local /var /dev/shm";

/** A line that gives a script away, and the file in the lab's folder that it is from. */
export interface Marker {
  readonly from: string;
  readonly text: string;
}

/**
 * The longest line of each check, and title and longest line of each recipe. Lines that a recipe writes into a file are left out
 * where the scene itself holds them; a check, a title or what is typed at the prompt is never in a machine by chance.
 */
export function leakMarkers(lab: Lab, { drawing, params }: Pick<Started, "drawing" | "params">): Marker[] {
  const machines = planMachines(lab, drawing.variant, params, true);
  const scene = machines.flatMap((machine) => machine.files.map((file) => asText(file.content) ?? "")).join("\n");
  const recipes = (kind: string, of: Lab["solutions"]): Marker[] =>
    of.flatMap(({ id, title, commands }) => {
      const telling = commands.flatMap((command) => {
        const [typed = "", ...written] = render(command, params).split("\n");
        return [typed, ...written.filter((line) => !scene.includes(line.trim()))];
      });
      const from = `${kind}/${id}.sh`;
      return [
        { from, text: `# title: ${title}` },
        { from, text: longest(telling) },
      ];
    });
  return [
    { from: "the symptom's probe", text: longest(lab.symptom.script.split("\n")) },
    ...(lab.baseline ? [{ from: "the baseline", text: longest(lab.baseline.script.split("\n")) }] : []),
    ...lab.checks.map((step) => ({ from: `the check "${step.id}"`, text: longest(step.script.split("\n")) })),
    ...recipes("solutions", lab.solutions),
    ...recipes("masks", lab.masks),
  ].filter(({ text }) => text.length >= MIN_MARKER);
}

function longest(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).reduce((most, line) => (line.length > most.length ? line : most), "");
}

/** Files, environments and command lines of all machines that hold a marker, as sentences. */
export async function searchLeaks(lab: Lab, started: Started): Promise<string[]> {
  const markers = leakMarkers(lab, started);
  const found: string[] = [];
  for (const machine of lab.machines) {
    const ran = await started.sandbox.run(machine.name, searchScript(markers), SEARCH_MS);
    if (ran.timedOut) found.push(`The search for leaks on ${machine.name} did not end within ${SEARCH_MS / 1000} s.`);
    const hits = ran.output.split("\n").filter((line) => line.startsWith("/"));
    found.push(...hits.map((path) => `${path} on ${machine.name} holds text of a check, a solution or a mask.`));
  }
  return found;
}

/** The markers come as a here-document, so that the search itself holds them in no file, argument or environment. */
function searchScript(markers: readonly Marker[]): string {
  const lines = [...new Set(markers.map(({ text }) => text))];
  return [
    "markers=$(cat <<'END_OF_MARKERS'",
    ...lines,
    "END_OF_MARKERS",
    ")",
    `printf '%s\\n' "$markers" | grep -rlasF -D skip -f - ${places}`,
    `printf '%s\\n' "$markers" | grep -lasF -f - /proc/[0-9]*/environ /proc/[0-9]*/cmdline`,
    "true",
  ].join("\n");
}
