// Searches running machines for text of the lab that nothing inside may ever hold.
import { randomBytes } from "node:crypto";
import type { Lab } from "../core/lab.ts";
import type { MachineRecord, RunResult } from "../core/ports.ts";
import type { Started } from "../core/start.ts";
import { leakMarkers, type Marker } from "./leak-markers.ts";

const SEARCH_MS = 60_000;
/** How many files one grep is given. */
const FILES_AT_A_TIME = 2000;
/** Any process sees its own environment here. */
const OWN_ENVIRONMENT = "/proc/self/environ";

export interface Search {
  /** Files, environments, command lines and settings of all machines that hold a marker, as sentences. */
  readonly leaks: readonly string[];
  /** Why nothing can be said of a machine, for example since the connection to it was lost; null where all were searched. */
  readonly failure: string | null;
}

/** Searches all machines of a sandbox in which nothing of a recipe was typed. */
export async function searchLeaks(lab: Lab, { sandbox, drawing, params }: Started): Promise<Search> {
  const markers = leakMarkers(lab, { drawing, params });
  const leaks: string[] = [];
  let failure: string | null = null;
  for (const { name } of lab.machines) {
    const record = await sandbox.record(name);
    leaks.push(
      ...inRecord(record, markers).map(({ from }) => `The container or image of ${name} holds text of ${from}.`),
    );
    // Text that the search lays there itself: where it is not found, the rest was not searched either.
    const canary = randomBytes(16).toString("hex");
    const canaryFile = `/root/.search-${canary.slice(0, 8)}`;
    const ran = await sandbox.run(name, searchScript(markers, record.madeAtMs, canary, canaryFile), SEARCH_MS);
    const hits = hitsOf(ran.output);
    for (const { path, text } of hits) {
      const from = markers.find((marker) => marker.text === text)?.from;
      if (from !== undefined) leaks.push(`${path} on ${name} holds text of ${from}.`);
    }
    const found = [canaryFile, OWN_ENVIRONMENT].every((path) =>
      hits.some((hit) => hit.path === path && hit.text === canary),
    );
    if (!found || ran.exit !== 0 || ran.timedOut) failure ??= failureOf(name, ran);
  }
  // One place may hold several markers.
  return { leaks: [...new Set(leaks)], failure };
}

function inRecord({ texts }: MachineRecord, markers: readonly Marker[]): Marker[] {
  return markers.filter((marker) => texts.some((text) => text.includes(marker.text)));
}

/** What grep printed: a path, a zero byte and the text that was found there. */
function hitsOf(output: string): { path: string; text: string }[] {
  return output.split("\n").flatMap((line) => {
    const [path, text] = line.split("\0");
    return path?.startsWith("/") && text !== undefined ? [{ path, text }] : [];
  });
}

function failureOf(machine: string, { exit, output, timedOut }: RunResult): string {
  const ended = exit === 0 ? "did not find what it had laid there itself" : `ended with exit status ${exit}`;
  const how = timedOut ? `did not end within ${SEARCH_MS / 1000} s` : ended;
  const said = output.replaceAll("\0", " ").trim().slice(-400) || "nothing";
  return `The search for leaks on ${machine} ${how}; it wrote: ${said}`;
}

/**
 * Prints each file, environment and command line that holds a marker. Files of the image are left out, which are older than the machine
 * and the same for all labs. The markers stand in a variable of the shell, so that the search itself holds them in no file, argument or
 * environment.
 *
 * @param madeAtMs when the machine was made, by the engine's clock
 */
function searchScript(markers: readonly Marker[], madeAtMs: number, canary: string, canaryFile: string): string {
  const lines = [...new Set(markers.map(({ text }) => text)), canary];
  return [
    `markers='${lines.join("\n").replaceAll("'", "'\\''")}'`,
    // One matching line of a file is enough.
    `search() { printf '%s\\n' "$markers" | CANARY=${canary} /usr/bin/grep -saoFHZ -m 1 -f - -- "$@"; }`,
    `echo ${canary} > ${canaryFile}`,
    // Told before grep runs, so that it does not take the canary in its own environment for one of another process.
    "processes=(/proc/[0-9]*/environ /proc/[0-9]*/cmdline)",
    `search ${OWN_ENVIRONMENT} "\${processes[@]}"`,
    "roots=(/)",
    'while read -r _ at type _; do [ "$type" = tmpfs ] && printf -v at %b "$at" && roots+=("$at"); done < /proc/self/mounts',
    `mapfile -d '' -t files < <(/usr/bin/find "\${roots[@]}" -xdev -type f -newerct @${(madeAtMs / 1000).toFixed(3)} -print0)`,
    `for ((at = 0; at < \${#files[@]}; at += ${FILES_AT_A_TIME})); do search "\${files[@]:at:${FILES_AT_A_TIME}}"; done`,
    `/usr/bin/rm -f ${canaryFile}`,
    "exit 0",
  ].join("\n");
}
