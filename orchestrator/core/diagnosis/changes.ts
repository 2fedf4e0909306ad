// What was done to the machines, and what was known when it was done.
import type { ChangeView } from "../../protocol/diagnosis.ts";
import type { LabKind } from "../../protocol/labs.ts";
import type { FoundEvidence } from "./evidence.ts";
import type { Act, ClassedCommand, Diagnosis, ObservedCommand, SimpleCommand } from "./model.ts";
import { compile } from "./patterns.ts";
import { CHANGE_PENALTIES, UNLISTED_SEVERITY } from "./weights.ts";
import { bare, list, quote } from "./wording.ts";

/** A change with the command that made it. */
export interface Change {
  readonly made: ObservedCommand;
  readonly view: ChangeView;
  /** Whether all decisive evidence had been seen when it was made; never where nothing was wrong, since no evidence asks for a change. */
  readonly informed: boolean;
  /** Pieces of evidence that had been seen when it was made. */
  readonly seen: number;
}

/** The changes in the order of their start. */
export function findChanges(
  diagnosis: Diagnosis,
  commands: readonly ObservedCommand[],
  found: readonly FoundEvidence[],
): Change[] {
  return commands.filter(isChange).map((made) => {
    const known = new Set(found.filter(({ atMs }) => atMs <= made.startedAtMs).map(({ id }) => id));
    const informed =
      diagnosis.kind === "fault" && diagnosis.evidence.every(({ id, decisive }) => !decisive || known.has(id));
    const symptoms = diagnosis.evidence.filter(({ symptom }) => symptom);
    const measured = symptoms.length === 0 || symptoms.some(({ id }) => known.has(id));
    const { kind, label, severity } = judge(diagnosis, made);
    const penalty = informed ? 0 : penaltyOf(kind, diagnosis.kind, measured);
    return { made, view: { command: made.id, kind, label, penalty, severity }, informed, seen: known.size };
  });
}

/** Whether a command did something to its machine. */
export function isChange({ class: kind }: Pick<ClassedCommand, "class">): boolean {
  return kind === "change" || kind === "destructive";
}

function penaltyOf(kind: ChangeView["kind"], lab: LabKind, measured: boolean): number {
  if (kind !== "mitigation") return CHANGE_PENALTIES[kind].value;
  if (lab === "healthy") return CHANGE_PENALTIES.change.value;
  return (measured ? CHANGE_PENALTIES.measuredMitigation : CHANGE_PENALTIES.unmeasuredMitigation).value;
}

function judge(diagnosis: Diagnosis, command: ObservedCommand): Pick<ChangeView, "kind" | "label" | "severity"> {
  const destroyed = diagnosis.destructive.filter((act) => command.simple.some((simple) => isAct(act, simple)));
  if (destroyed.length > 0) {
    const severity = destroyed.reduce((sum, act) => sum + act.severity, 0);
    return { kind: "destructive", label: list(destroyed.map(({ label }) => bare(label))), severity };
  }
  // Relief is only a line that does nothing else: `sed -i ... && systemctl restart x` is a guess with a restart after it.
  const acting = command.simple.filter(isChange);
  const relieves = (simple: SimpleCommand): boolean => diagnosis.mitigations.some((act) => isAct(act, simple));
  if (acting.length > 0 && acting.every(relieves)) {
    const acts = diagnosis.mitigations.filter((act) => command.simple.some((simple) => isAct(act, simple)));
    return { kind: "mitigation", label: list(acts.map(({ label }) => bare(label))), severity: 0 };
  }
  const label = quote(command.text);
  return command.class === "destructive"
    ? { kind: "destructive", label, severity: UNLISTED_SEVERITY.value }
    : { kind: "change", label, severity: 0 };
}

/** Whether a simple command is the act: by its words, or by its words and the files that it writes to, as `> file`. */
export function isAct(act: Act, simple: SimpleCommand): boolean {
  const pattern = compile(act.command);
  const words = simple.argv.join(" ");
  if (pattern.matches(words)) return true;
  if (simple.writes.length === 0) return false;
  return pattern.matches([words, ...simple.writes.map((file) => `> ${file}`)].join(" ").trim());
}
