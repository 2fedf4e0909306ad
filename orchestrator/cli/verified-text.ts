// What `lab verify` prints for people.
import { seconds, table } from "./output.ts";
import { PHASES } from "./phases.ts";
import type { Totals } from "./totals.ts";
import { holds, type VerifiedVariant } from "./variant-report.ts";
import type { Verified } from "./verify.ts";

/** A table of all variants, below it each broken promise in full, and at the end what was shown in all and how long it took. */
export function verifiedText({ labs, totals }: Verified): string {
  const yesNo = (fact: boolean | null): string => (fact === null ? "-" : fact ? "yes" : "no");
  const rows = labs.map((lab) => [
    `${lab.id}/${lab.variant}`,
    `healthy ${yesNo(lab.healthy)}`,
    `broken ${yesNo(lab.broken)}`,
    `untouched ${lab.untouched ?? "-"}`,
    `solutions ${lab.solutions.passed}/${lab.solutions.total}`,
    masksCell(lab.masks),
    `start ${lab.startMs === null ? "-" : seconds(lab.startMs)}`,
    `check ${lab.checkMs === null ? "-" : seconds(lab.checkMs)}`,
    endOf(lab),
  ]);
  const told = labs.flatMap((lab) => {
    const all = [...lab.problems, ...lab.flakes.map((flake) => `flake: ${flake}`), ...lab.unverified];
    return all.map((text) => `\n${lab.id}/${lab.variant}: ${text}`);
  });
  return [table(rows), ...told, "", shownLine(totals), timeLine(totals)].join("\n");
}

/** What is refused and not hidden was "not fixed". */
function masksCell({ refused, hidden, total }: VerifiedVariant["masks"]): string {
  return `masks refused ${refused}/${total}${hidden === null ? "" : `, hidden ${hidden}`}`;
}

function endOf(lab: VerifiedVariant): string {
  if (holds(lab)) return "holds";
  const counts = [counted(lab.problems.length, "problem"), counted(lab.flakes.length, "flake")];
  const known = counts.filter((text) => !text.startsWith("0"));
  return [...known, ...(lab.unverified.length > 0 ? ["not all verified"] : [])].join(", ");
}

function shownLine(totals: Totals): string {
  const { solutions, masks, paths } = totals;
  return [
    `${counted(totals.labs, "lab")} with ${counted(totals.variants, "variant")}, ${counted(totals.runs, "run")} each`,
    `solutions ${solutions.passed}/${solutions.total}`,
    masksCell(masks),
    counted(totals.evidence, "piece of evidence", "pieces of evidence"),
    `paths ${paths.held}/${paths.total}`,
    counted(totals.flakes, "flake"),
    ...(totals.unverified > 0 ? [`${totals.unverified} could not be verified`] : []),
  ].join(", ");
}

function timeLine({ wallMs, jobs, phasesMs, waitingShare }: Totals): string {
  const timeMs = PHASES.reduce((sum, phase) => sum + phasesMs[phase], 0);
  const phases = PHASES.map((phase) => `${phase} ${percent(timeMs === 0 ? 0 : phasesMs[phase] / timeMs)}`).join(", ");
  const waiting = waitingShare === null ? "unknown" : `at least ${percent(waitingShare)}`;
  return `${seconds(wallMs)} with ${counted(jobs, "job")} at a time: ${phases}; of it waiting: ${waiting}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
