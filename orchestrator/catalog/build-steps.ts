// Builds the steps of a check, and how the symptom is seen: scripts are read, claims compiled, and all that they refer to is looked up.
import type { CheckStepSpec, Lab } from "../core/lab.ts";
import { type ClaimKind, type Claims, claimKinds, compared, drawing, modes } from "./claims/claims.ts";
import { type Claim, compileClaim, HELPER_MS, longestMs } from "./claims/compile-claim.ts";
import { type Context, machineOf, script } from "./references.ts";
import type { StepFile } from "./step.ts";

/** All steps in order; what is wrong with them is added to the problems. */
export function buildSteps(context: Context): CheckStepSpec[] {
  const { file, problems, line } = context;
  const ids = file.checks.map((step) => step.id);
  return file.checks.map((step, index): CheckStepSpec => {
    if (ids.indexOf(step.id) !== index) {
      const at = line("checks", index, "id");
      problems.add("lab.yaml", at, `Two steps have the id "${step.id}".`, "Rename one of them.");
    }
    return buildStep(context, step, index);
  });
}

/** A check has to tell a mask from a fix, and look again after something that would bring the fault back. */
export function refuseWeakCheck({ file, problems, line }: Context, steps: readonly CheckStepSpec[]): void {
  for (const part of ["symptom", "root"]) {
    if (steps.some((step) => step.kind !== "provoke" && step.proves === part)) continue;
    const remedy = `Add a step with proves: ${part}. Without both, a mask can't be told from a fix.`;
    problems.add("lab.yaml", line("checks"), `No step of the check proves the ${part}.`, remedy);
  }
  const provoked = steps.findIndex(({ kind }) => kind === "provoke");
  const looksAgain = provoked !== -1 && steps.slice(provoked).some(({ kind }) => kind !== "provoke");
  if (file.kind === "fault" && !looksAgain) {
    const remedy =
      'Add a step that would bring the fault back, for example restart: {unit: "{{service}}"}, and after it one that looks again.';
    const message = "The check provokes nothing and looks again: a fix until the next restart would pass.";
    problems.add("lab.yaml", line("checks"), message, remedy);
  }
}

/** The probe that looks for the symptom, or the claim in its place. */
export function buildSymptom(context: Context): Lab["symptom"] {
  const { problems, line } = context;
  const { symptom } = context.file;
  const machine = machineOf(context, symptom.on, "symptom", "on");
  const timeoutMs = symptom.within_s * 1000;
  const claim = claimOf(symptom);
  if (!claim) {
    return { machine, script: script(context, symptom.probe ?? "", "symptom", "probe"), args: {}, timeoutMs };
  }
  refuseEarlyEnd(context, claim, { called: "The symptom", key: "within_s", seconds: symptom.within_s }, "symptom");
  if (asksForNonce(claim.says) && !drawing.includes(claim.kind)) {
    const remedy = `Write a {{param}} of the lab, or ask with ${drawing.join(" or ")}.`;
    problems.add("lab.yaml", line("symptom", claim.kind), `Nobody draws a {{nonce}} for ${claim.kind}.`, remedy);
  }
  const { script: compiled, args } = compileClaim(claim, { id: "symptom", machine, timeoutMs });
  return { machine, script: compiled, args, timeoutMs };
}

function buildStep(context: Context, step: StepFile, index: number): CheckStepSpec {
  const machine = machineOf(context, step.on, "checks", index, "on");
  const timeoutMs = step.timeout_s * 1000;
  const claim = claimOf(step);
  if (claim) {
    const time = { called: `The step "${step.id}"`, key: "timeout_s", seconds: step.timeout_s };
    refuseEarlyEnd(context, claim, time, "checks", index);
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

/** The claim that is made, or null where a script is named. */
function claimOf(given: { readonly [Kind in ClaimKind]?: Claims[Kind] | undefined }): Claim | null {
  for (const kind of claimKinds) {
    const says = given[kind];
    if (says !== undefined) return { kind, says };
  }
  return null;
}

/** What is over before its claim is decided could never say "not met". */
function refuseEarlyEnd(
  { problems, line }: Context,
  claim: Claim,
  { called, key, seconds }: { readonly called: string; readonly key: string; readonly seconds: number },
  ...path: (string | number)[]
): void {
  const needsS = (longestMs(claim) + HELPER_MS) / 1000;
  if (needsS <= seconds) return;
  const remedy = `Write ${key}: ${Math.ceil(needsS)} or more, or let the claim take less: ${HELPER_MS / 1000} s are for the way there and back.`;
  const message = `${called} may end before its claim is decided, which takes up to ${needsS} s.`;
  problems.add("lab.yaml", line(...path), message, remedy);
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
