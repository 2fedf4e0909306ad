// An attempt as the components look at it: found out once, then judged nine times.
import type { ChangeView, DiagnosisTimes, ScoreComponent, SuspectView } from "../../protocol/diagnosis.ts";
import { type Layer, layer } from "../../protocol/labs.ts";
import { type Change, findChanges, isChange } from "./changes.ts";
import { type FoundEvidence, findEvidence } from "./evidence.ts";
import type { Diagnosis, Evidence, ObservedCommand, ScoreInput } from "./model.ts";
import { type End, endOf, timesOf } from "./outcome.ts";
import { judgeSuspects } from "./suspects.ts";
import { type OutputReader, outputReader, type TellingLine } from "./telling-lines.ts";
import { clock, quote } from "./wording.ts";

export interface Trail {
  readonly diagnosis: Diagnosis;
  readonly startedAtMs: number;
  /** All but the neutral ones, in the order of their start. */
  readonly counted: readonly ObservedCommand[];
  readonly observing: readonly ObservedCommand[];
  /** All, also the neutral ones. */
  readonly commands: readonly ObservedCommand[];
  /** Whether all that was run is known; else what nobody saw may have been done. */
  readonly allSeen: boolean;
  readonly found: readonly FoundEvidence[];
  readonly changes: readonly Change[];
  /** What was found, looked at, and still suspected when the first change that ends the search was made; else in the end. */
  readonly before: {
    readonly first: ObservedCommand | null;
    readonly found: readonly FoundEvidence[];
    readonly observing: readonly ObservedCommand[];
    readonly suspects: readonly SuspectView[];
  };
  /** What looked after the last change; where none was made, all that looked. */
  readonly after: readonly ObservedCommand[];
  /** What each output tells. */
  readonly read: OutputReader;
  /** What was shown after the last change, also in its own line: `systemctl restart x && curl localhost`. */
  readonly verifying: readonly { readonly command: ObservedCommand; readonly lines: readonly TellingLine[] }[];
  readonly end: End;
  readonly times: DiagnosisTimes;
}

/** What a component makes of a trail: its share, 0 to 1, and why. */
export type Earned = Pick<ScoreComponent, "share" | "sentence" | "details">;
export type Detail = ScoreComponent["details"][number];

export function followTrail(input: ScoreInput): Trail {
  const { diagnosis, commands, startedAtMs } = input;
  const read = outputReader(commands);
  const found = findEvidence(diagnosis, commands, read);
  const changes = findChanges(diagnosis, commands, found);
  const observing = commands.filter((command) => command.class === "observe");
  const first = changes.find(({ view }) => endsSearch(view))?.made ?? null;
  const last = changes.at(-1)?.made;
  const after = last
    ? commands.slice(commands.indexOf(last)).filter((command) => command.class === "observe")
    : observing;
  const foundBefore = first ? found.filter(({ atMs }) => atMs <= first.startedAtMs) : found;
  return {
    diagnosis,
    startedAtMs,
    commands,
    allSeen: !input.silenced && commands.every(({ untold, text }) => !untold && text.trim() !== ""),
    counted: commands.filter((command) => command.class === "observe" || isChange(command)),
    observing,
    found,
    changes,
    before: {
      first,
      found: foundBefore,
      observing: first ? observing.filter(({ endedAtMs }) => endedAtMs <= first.startedAtMs) : observing,
      suspects: judgeSuspects(diagnosis, foundBefore),
    },
    after,
    read,
    verifying: [
      ...(last && looksAfterwards(last) ? [{ command: last, lines: read({ ...last, class: "observe" }) }] : []),
      ...after.map((command) => ({ command, lines: read(command) })),
    ],
    end: endOf(input.checks),
    times: timesOf(input, found),
  };
}

/** Whether the line of a change ends with a look. */
function looksAfterwards({ simple }: ObservedCommand): boolean {
  const acted = simple.findLastIndex((command) => isChange(command));
  return simple.slice(acted + 1).some((command) => command.class === "observe");
}

/** Whether a change ends the search. Relief after the symptom was measured does not: it is what one does first. */
export function endsSearch({ kind, penalty }: ChangeView): boolean {
  return kind !== "mitigation" || penalty > 0;
}

/** Said of what was not done, where that was only not seen. */
export function seenOnly({ allSeen }: Pick<Trail, "allSeen">): string {
  return allSeen ? "" : ", as far as could be seen";
}

/** A command as a sentence names it: its line, and when it was run, counted from the hand-over. */
export function named(trail: Trail, command: ObservedCommand): string {
  return `${quote(command.text)} at ${momentOf(trail, command)}`;
}

export function momentOf(trail: Trail, command: ObservedCommand): string {
  return clock(command.startedAtMs - trail.startedAtMs);
}

/** The layers that matter in a lab, in the order in which an engineer walks them. */
export function layersOf({ layers }: Diagnosis): { layer: Layer; weight: number }[] {
  return layer.options.flatMap((one) => {
    const weight = layers[one];
    return weight === undefined ? [] : [{ layer: one, weight }];
  });
}

/** The pieces that were never seen, those that matter most first. */
export function unseenPieces({ diagnosis, found }: Trail): Evidence[] {
  return diagnosis.evidence
    .filter(({ id }) => !found.some((sighting) => sighting.id === id))
    .sort((one, other) => Number(other.decisive) - Number(one.decisive) || other.weight - one.weight);
}
