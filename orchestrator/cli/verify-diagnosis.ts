// Shows on real machines what a lab claims of its diagnosis: tools show the evidence, and paths earn what they deserve.
import { drawDiagnosis } from "../core/diagnosis/draw-diagnosis.ts";
import { findEvidence } from "../core/diagnosis/evidence.ts";
import type { Diagnosis, ObservedCommand } from "../core/diagnosis/model.ts";
import { observedCommands, reportOf } from "../core/diagnosis/observe.ts";
import { render } from "../core/draw.ts";
import type { Lab, Path } from "../core/lab.ts";
import type { Started } from "../core/start.ts";
import type { CheckRun } from "../protocol/checks.ts";
import type { DiagnosisReport } from "../protocol/diagnosis.ts";
import type { TimelineBody, TimelineEvent } from "../protocol/timeline.ts";
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

/**
 * Types every tool of every piece of evidence into a broken machine.
 *
 * @param onProblem told of each tool that did not show its piece
 */
export async function showEvidence(
  lab: Lab,
  variant: string,
  started: Started,
  onProblem: (text: string) => void,
): Promise<ShownEvidence[]> {
  const shown = new Map<string, string[]>();
  for await (const { piece, tool, commands, problem } of typedTools(lab, variant, started)) {
    const tools = shown.get(piece.id) ?? [];
    shown.set(piece.id, tools);
    if (problem !== null) onProblem(`evidence ${piece.id}: ${problem}`);
    else if (showsPiece(piece, commands)) tools.push(tool);
    else onProblem(`evidence ${piece.id}: \`${tool}\` did not show it. ${quoted(commands)}`);
  }
  return [...shown].map(([id, tools]) => ({ id, tools }));
}

/** Types every tool into a healthy machine, where none may show its piece. */
export async function showNothing(
  lab: Lab,
  variant: string,
  started: Started,
  onProblem: (text: string) => void,
): Promise<void> {
  for await (const { piece, tool, commands, problem } of typedTools(lab, variant, started)) {
    if (problem !== null) onProblem(`evidence ${piece.id} in the healthy scene: ${problem}`);
    else if (showsPiece(piece, commands)) {
      onProblem(`evidence ${piece.id}: \`${tool}\` shows it in the healthy scene too. ${quoted(commands)}`);
    }
  }
}

type Piece = Diagnosis["evidence"][number];

async function* typedTools(
  lab: Lab,
  variant: string,
  { sandbox, params }: Started,
): AsyncGenerator<{ piece: Piece; tool: string; commands: ObservedCommand[]; problem: string | null }> {
  if (!lab.diagnosis) return;
  const sessions = new Map<string, TypedSession>();
  const timeline = new Timeline();
  await using closing = new AsyncDisposableStack();
  for (const piece of drawDiagnosis(lab.diagnosis, variant, params).evidence) {
    for (const { machine, command } of piece.tools) {
      const session =
        sessions.get(machine) ?? closing.use(await TypedSession.open(sandbox, machine, { tell: timeline.tell }));
      sessions.set(machine, session);
      const before = timeline.events.length;
      await session.type(command);
      const problem = session.problem === null ? null : `${session.problem}.\n${session.tail}`;
      yield { piece, tool: command, commands: observedCommands(timeline.events.slice(before)), problem };
      // A session that hangs is given up, so that the tools after it are typed all the same.
      if (problem !== null) sessions.delete(machine);
    }
  }
}

function showsPiece(piece: Piece, commands: readonly ObservedCommand[]): boolean {
  return findEvidence({ evidence: [{ ...piece, needs: [] }] }, commands).length > 0;
}

function quoted(commands: readonly ObservedCommand[]): string {
  const lines = commands.flatMap(({ shown }) => shown.text.split("\n"));
  const what = commands.map((command) => command.class).join(", ") || "no command was seen";
  return `(${what}) It showed:\n${lines
    .slice(-QUOTED_LINES)
    .map((line) => `  | ${line}`)
    .join("\n")}`;
}

export interface ScoredPath {
  readonly report: DiagnosisReport;
  readonly check: CheckRun;
}

/**
 * Types a path as a candidate would, has the machines checked, and judges it like an attempt.
 *
 * @returns what went wrong in a sentence where a line never came back to its prompt
 */
export async function scorePath(
  lab: Lab,
  variant: string,
  path: Path,
  { sandbox, params }: Started,
  check: () => Promise<CheckRun>,
): Promise<ScoredPath | string> {
  if (!lab.diagnosis) return "The lab has no diagnosis block.";
  const timeline = new Timeline();
  timeline.tell({ kind: "sandbox-ready", startMs: 0 });
  const commands = path.commands.map((command) => render(command, params));
  const typed = await typeRecipe(sandbox, path.machine, commands, { tell: timeline.tell });
  if (typed.problem !== null) return `${typed.problem}.\n${typed.tail}`;
  const run = await check();
  timeline.tell({ kind: "check-ended", run });
  return { report: reportOf(timeline.events, drawDiagnosis(lab.diagnosis, variant, params)), check: run };
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
