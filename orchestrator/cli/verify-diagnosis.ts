// Shows on real machines what a lab claims of its diagnosis: tools show the evidence, and paths earn what they deserve.
import { drawDiagnosis } from "../core/diagnosis/draw-diagnosis.ts";
import { findEvidence } from "../core/diagnosis/evidence.ts";
import type { Diagnosis, LabDiagnosis, ObservedCommand } from "../core/diagnosis/model.ts";
import { observedCommands, reportOf } from "../core/diagnosis/observe.ts";
import { render } from "../core/draw.ts";
import type { Lab, Path } from "../core/lab.ts";
import type { Started } from "../core/start.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { DiagnosisReport } from "../protocol/diagnosis.ts";
import type { TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
import { stockLooks } from "./stock-looks.ts";
import { typeRecipe } from "./type-recipe.ts";
import { TypedSession } from "./typed-session.ts";

/** The score that each kind of path has to earn, 0 to 100; see orchestrator/decisions/0003-diagnosis-score.md. */
export const PATH_SCORES: Readonly<Record<Path["kind"], { readonly least: number; readonly most: number }>> = {
  expert: { least: 90, most: 100 },
  masker: { least: 0, most: 60 },
  blind: { least: 0, most: 70 },
};

/** How much of a tool's output a problem quotes, in lines. */
const QUOTED_LINES = 12;

/** A timeline under way. */
class Timeline {
  readonly events: TimelineEvent[] = [];

  readonly tell = (body: TimelineBody): void => {
    this.events.push({ seq: this.events.length + 1, atMs: Date.now(), body });
  };
}

/** A piece of evidence with those of its tools that showed it. */
export interface ShownEvidence {
  readonly id: string;
  readonly tools: readonly string[];
}

/** Told of a broken promise: by a name that is the same for whatever is drawn, and in full. */
type OnProblem = (promise: string, text: string) => void;

/**
 * Types every tool of every piece of evidence into a broken machine.
 *
 * @param onProblem told of each tool that did not show its piece
 */
export async function showEvidence(
  lab: Lab,
  variant: string,
  started: Started,
  onProblem: OnProblem,
): Promise<ShownEvidence[]> {
  const shown = new Map<string, string[]>();
  const looks = evidenceOf(lab, variant, started).flatMap((piece) =>
    piece.tools.map((tool, at) => ({ ...tool, piece, promise: `${piece.id}, tool ${at + 1}` })),
  );
  for await (const { look, commands, problem } of typedLooks(started, looks)) {
    const { piece, promise, command } = look;
    const tools = shown.get(piece.id) ?? [];
    shown.set(piece.id, tools);
    if (problem !== null) onProblem(promise, `evidence ${piece.id}: ${problem}`);
    else if (showsPiece(piece, commands)) tools.push(command);
    else onProblem(promise, `evidence ${piece.id}: \`${command}\` did not show it. ${quoted(commands)}`);
  }
  return [...shown].map(([id, tools]) => ({ id, tools }));
}

/**
 * Types every tool, and what is typed on any machine, into machines without the fault or complaint, where none of it may show any piece.
 * That the service is well, as many a piece of a healthy lab says, it is there too: of these only the symptom and the decisive pieces count.
 */
export async function showNothing(lab: Lab, variant: string, started: Started, onProblem: OnProblem): Promise<void> {
  const evidence = evidenceOf(lab, variant, started).filter(
    ({ symptom, decisive }) => lab.kind === "fault" || symptom || decisive,
  );
  if (evidence.length === 0) return;
  const stock = stockLooks(Object.values(started.sandbox.addresses));
  const looks = [
    ...lab.machines
      .filter(({ shell }) => shell)
      .flatMap(({ name }) => stock.map((command) => ({ machine: name, command }))),
    ...evidence.flatMap(({ tools }) => tools),
  ];
  // Several pieces may have a tool in common.
  const once = new Map(looks.map((each) => [`${each.machine} ${each.command}`, each]));
  for await (const { look, commands, problem } of typedLooks(started, once.values())) {
    if (problem !== null) onProblem("a look", `\`${look.command}\` in the healthy scene: ${problem}`);
    else {
      for (const piece of evidence.filter((each) => showsPiece(each, commands))) {
        onProblem(
          `${piece.id} in the healthy scene`,
          `evidence ${piece.id}: \`${look.command}\` shows it in the healthy scene too. ${tellingLine(piece, commands)}`,
        );
      }
    }
  }
}

type Piece = Diagnosis["evidence"][number];

function evidenceOf(lab: Lab, variant: string, { params }: Started): readonly Piece[] {
  return lab.diagnosis ? drawDiagnosis(lab.diagnosis, variant, params).evidence : [];
}

/** Types each look into a session of its machine. */
async function* typedLooks<Look extends Piece["tools"][number]>(
  { sandbox }: Started,
  looks: Iterable<Look>,
): AsyncGenerator<{ look: Look; commands: ObservedCommand[]; problem: string | null }> {
  const sessions = new Map<string, TypedSession>();
  const timeline = new Timeline();
  await using closing = new AsyncDisposableStack();
  for (const look of looks) {
    const { machine, command } = look;
    const session =
      sessions.get(machine) ?? closing.use(await TypedSession.open(sandbox, machine, { tell: timeline.tell }));
    sessions.set(machine, session);
    const before = timeline.events.length;
    await session.type(command);
    const problem = session.problem === null ? null : `${session.problem}.\n${session.tail}`;
    yield { look, commands: observedCommands(timeline.events.slice(before)), problem };
    // A session that hangs is given up, so that the looks after it are typed all the same.
    if (problem !== null) sessions.delete(machine);
  }
}

function showsPiece(piece: Piece, commands: readonly ObservedCommand[]): boolean {
  return findEvidence({ evidence: [{ ...piece, needs: [] }] }, commands).length > 0;
}

/** The first line that shows a piece by itself, or the end of the output where only many lines together do. */
function tellingLine(piece: Piece, commands: readonly ObservedCommand[]): string {
  for (const command of commands) {
    const lines = command.shown.text.split("\n");
    const line = lines.find((text) => showsPiece(piece, [{ ...command, shown: { ...command.shown, text } }]));
    if (line !== undefined) return `The line is:\n  | ${line}`;
  }
  return quoted(commands);
}

function quoted(commands: readonly ObservedCommand[]): string {
  const lines = commands.flatMap(({ shown }) => shown.text.split("\n"));
  const what = commands.map((command) => command.class).join(", ") || "no command was seen";
  return `(${what}) It showed:\n${lines
    .slice(-QUOTED_LINES)
    .map((line) => `  | ${line}`)
    .join("\n")}`;
}

/** What happened on a machine, as the timeline of an attempt has it, until the check. */
export type Walked = Timeline;

/**
 * Types a path as a candidate would.
 *
 * @returns what went wrong in a sentence where a line never came back to its prompt
 */
export async function walkPath(path: Path, { sandbox, params }: Started): Promise<Walked | string> {
  const timeline = new Timeline();
  timeline.tell({ kind: "sandbox-ready", startMs: 0 });
  const commands = path.commands.map((command) => render(command, params));
  const typed = await typeRecipe(sandbox, path.machine, commands, { tell: timeline.tell });
  return typed.problem === null ? timeline : `${typed.problem}.\n${typed.tail}`;
}

/** Judges a path that was typed, with the check after it, like an attempt. */
export function scorePath(
  diagnosis: LabDiagnosis,
  variant: string,
  walked: Walked,
  check: CheckRun,
  { params }: Started,
): DiagnosisReport {
  walked.tell({ kind: "check-ended", run: check });
  return reportOf(walked.events, drawDiagnosis(diagnosis, variant, params));
}

/** Where a path won and lost its points, for the author of the lab. */
export function describeScore({ components, cap, evidence, outcomePoints }: DiagnosisReport): string {
  const points = (number: number): string => number.toFixed(1);
  const lines = components.map(
    ({ id, points: earned, most, sentence }) => `  ${id} ${points(earned)} of ${points(most)}: ${sentence}`,
  );
  const unseen = evidence.filter(({ command }) => command === null).map(({ id }) => id);
  return [
    ...lines,
    `  outcome ${points(outcomePoints)} of 40`,
    ...(cap ? [`  ${cap.sentence}`] : []),
    ...(unseen.length > 0 ? [`  never seen: ${unseen.join(", ")}`] : []),
  ].join("\n");
}
