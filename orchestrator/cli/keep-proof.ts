// The proof of a lab, proof.json in its folder: how often in a row it kept all its promises.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROOF_FILE } from "../catalog/lab-folder.ts";
import type { LabProof } from "../protocol/labs.ts";
import { holds, type VerifiedVariant } from "./variant-report.ts";

export interface ProvenLab {
  readonly folder: string;
  /** Of the lab's files. */
  readonly digest: string;
  /** The proof that these very files have already; its runs go on counting. */
  readonly before: LabProof | undefined;
}

/**
 * Writes what was shown of a lab, with its runs added to those before. Where something did not hold or flaked, the proof goes: its row is
 * broken. Where the engine kept something from being shown, it stays as it is.
 *
 * @param reports of all variants of the lab, shown whole
 * @param runs how often each part was shown
 */
export async function keepProof(
  { folder, digest, before }: ProvenLab,
  reports: readonly VerifiedVariant[],
  runs: number,
  engine: string,
): Promise<void> {
  const file = join(folder, PROOF_FILE);
  if (reports.some(({ problems, flakes }) => problems.length + flakes.length > 0)) {
    await rm(file, { force: true });
    return;
  }
  if (!reports.every(holds)) return;
  const proof: LabProof = {
    digest,
    verifiedAt: new Date().toISOString(),
    engine,
    variants: reports.length,
    solutions: reports.reduce((sum, report) => sum + report.solutions.passed, 0),
    masks: reports.reduce((sum, report) => sum + report.masks.refused, 0),
    runs: runs + (before?.runs ?? 0),
  };
  await writeFile(file, `${JSON.stringify(proof, null, 2)}\n`);
}
