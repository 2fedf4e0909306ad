// What `lab verify` prints for people.
import { seconds, table } from "./output.ts";
import type { VerifiedLab } from "./verify.ts";

/** A table of all variants, and below it each broken promise in full. */
export function verifiedText(labs: readonly VerifiedLab[]): string {
  const yesNo = (fact: boolean | null): string => (fact === null ? "-" : fact ? "yes" : "no");
  const rows = labs.map((lab) => [
    `${lab.id}/${lab.variant}`,
    `healthy ${yesNo(lab.healthy)}`,
    `broken ${yesNo(lab.broken)}`,
    `untouched ${lab.untouched ?? "-"}`,
    `solutions ${lab.solutions.passed}/${lab.solutions.total}`,
    `masks refused ${lab.masks.refused}/${lab.masks.total}`,
    `start ${lab.startMs === null ? "-" : seconds(lab.startMs)}`,
    `check ${lab.checkMs === null ? "-" : seconds(lab.checkMs)}`,
    lab.problems.length === 0 ? "holds" : `${lab.problems.length} problem${lab.problems.length > 1 ? "s" : ""}`,
  ]);
  const problems = labs.flatMap((lab) => lab.problems.map((problem) => `\n${lab.id}/${lab.variant}: ${problem}`));
  return [table(rows), ...problems].join("\n");
}
