// Builds the steps of a check: scripts are read, claims compiled, and all that they refer to is looked up.
import type { CheckStepSpec } from "../core/lab.ts";
import { type ClaimKind, claimKinds, compared, drawing, modes } from "./claims/claims.ts";
import { type Claim, compileClaim, HELPER_MS, longestMs } from "./claims/compile-claim.ts";
import { type Context, machineOf, script } from "./references.ts";
import type { StepFile } from "./step.ts";

/** All steps in order; what is wrong with them is added to the problems. */
export function buildSteps(context: Context): CheckStepSpec[] {
  const { file, problems, line } = context;
  const ids = file.checks.map((step) => step.id);
  const steps = file.checks.map((step, index): CheckStepSpec => {
    if (ids.indexOf(step.id) !== index) {
      const at = line("checks", index, "id");
      problems.add("lab.yaml", at, `Two steps have the id "${step.id}".`, "Rename one of them.");
    }
    return buildStep(context, step, index);
  });
  for (const part of ["symptom", "root"]) {
    if (steps.some((step) => step.kind !== "provoke" && step.proves === part)) continue;
    const remedy = `Add a step with proves: ${part}. Without both, a mask can't be told from a fix.`;
    problems.add("lab.yaml", line("checks"), `No step of the check proves the ${part}.`, remedy);
  }
  return steps;
}

function buildStep(context: Context, step: StepFile, index: number): CheckStepSpec {
  const machine = machineOf(context, step.on, "checks", index, "on");
  const timeoutMs = step.timeout_s * 1000;
  const claim = claimOf(step);
  if (claim) {
    refuseEarlyEnd(context, claim, step, index);
    refuseUnknownStep(context, claim, index);
    refuseUndrawn(context, claim, index);
  }
  const does = claim ? compileClaim(claim, { id: step.id, machine, timeoutMs }) : readScript(context, step, index);
  const base = { id: step.id, title: step.title, machine, timeoutMs, script: does.script, args: does.args };
  if (does.kind === "provoke") return { ...base, kind: "provoke", always: step.always ?? false };
  // The schema asks for `proves` where a step is judged.
  return { ...base, kind: does.kind, proves: step.proves ?? "root" };
}

function readScript(context: Context, step: StepFile, index: number): Pick<CheckStepSpec, "kind" | "script" | "args"> {
  const kind = step.probe !== undefined ? "probe" : step.look !== undefined ? "look" : "provoke";
  return { kind, script: script(context, step[kind] ?? "", "checks", index, kind), args: step.args ?? {} };
}

/** The claim that a step makes, or null where it names a script. */
function claimOf(step: StepFile): Claim | null {
  for (const kind of claimKinds) {
    const says = step[kind];
    if (says !== undefined) return { kind, says };
  }
  return null;
}

/** A step that is over before its claim is decided could never say "not met". */
function refuseEarlyEnd({ problems, line }: Context, claim: Claim, step: StepFile, index: number): void {
  const needsS = (longestMs(claim) + HELPER_MS) / 1000;
  if (needsS <= step.timeout_s) return;
  const remedy = `Write timeout_s: ${Math.ceil(needsS)} or more, or let the claim take less: ${HELPER_MS / 1000} s are for the way there and back.`;
  const message = `The step "${step.id}" may end before its claim is decided, which takes up to ${needsS} s.`;
  problems.add("lab.yaml", line("checks", index), message, remedy);
}

/** `since` has to name an earlier claim of the same kind, about the same thing on the same machine. */
function refuseUnknownStep({ file, machines, problems, line }: Context, claim: Claim, index: number): void {
  const since = "since" in claim.says ? claim.says.since : undefined;
  const step = file.checks[index];
  if (since === undefined || step === undefined) return;
  const about = (other: StepFile): string | null => subject(claim.kind, other, machines);
  const like = file.checks.slice(0, index).filter((other) => about(other) === about(step));
  if (like.some((other) => other.id === since)) return;
  const there = like.map((other) => other.id).join(", ");
  const remedy =
    there === "" ? `Add one before it, with the same ${compared[claim.kind]?.join(", ")}.` : `Write one of: ${there}.`;
  const message = `No earlier ${claim.kind} step about the same has the id "${since}".`;
  problems.add("lab.yaml", line("checks", index, claim.kind, "since"), message, remedy);
}

/** What a step's claim of this kind is about, to be compared; null where it makes none. */
function subject(kind: ClaimKind, step: StepFile, machines: readonly string[]): string | null {
  const says: Readonly<Record<string, unknown>> | undefined = step[kind];
  return says === undefined
    ? null
    : JSON.stringify([step.on ?? machines[0], compared[kind]?.map((name) => says[name])]);
}

/** A {{nonce}} that nobody has drawn would be asked for as an empty text. */
function refuseUndrawn({ file, problems, line }: Context, claim: Claim, index: number): void {
  if (!asksForNonce(claim.says) || drawing.includes(claim.kind)) return;
  const at = line("checks", index, claim.kind);
  if (modes[claim.kind] === "provoke") {
    problems.add("lab.yaml", at, `{{nonce}} can't stand in ${claim.kind}.`, "Write a {{param}} of the lab.");
    return;
  }
  const drawn = file.checks.slice(0, index).some((step) => drawing.some((kind) => asksForNonce(step[kind])));
  if (drawn) return;
  const remedy = `Add a step before it with ${drawing.join(" or ")} that sends {{nonce}}.`;
  problems.add("lab.yaml", at, "No earlier step draws the {{nonce}}.", remedy);
}

function asksForNonce(says: unknown): boolean {
  return says !== undefined && JSON.stringify(says).includes("{{nonce}}");
}
