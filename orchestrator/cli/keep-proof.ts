// The proof of a lab, proof.json in its folder: how often in a row it kept all its promises.
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROOF_FILE } from "../catalog/lab-folder.ts";
import { LabError } from "../core/lab-error.ts";
import type { LabProof } from "../protocol/labs.ts";
import { holds, type VerifiedVariant } from "./variant-report.ts";

export interface ProvenLab {
  readonly folder: string;
  /** Of the lab's files. */
  readonly digest: string;
  /** The proof that these very files have already; its runs go on counting. */
  readonly before: LabProof | undefined;
}

/** What of `lab verify` is asked for. */
interface Asked {
  readonly writeProof: boolean;
  readonly only: readonly string[];
  readonly variant: string | undefined;
  readonly firstVariant: boolean;
}

/**
 * A proof is of all that a lab promises.
 *
 * @throws LabError("bad-request") where only a part is to be shown and a proof written of it
 */
export function refusePartProof({ writeProof, only, variant, firstVariant }: Asked): void {
  const given = [only.length > 0 && "--only", variant !== undefined && "--variant", firstVariant && "--first-variant"];
  const part = given.filter((option) => option !== false);
  if (!writeProof || part.length === 0) return;
  throw new LabError(
    "bad-request",
    `With ${part.join(" and ")} only a part is shown, and a proof is of everything.`,
    `Leave out --write-proof, or ${part.join(" and ")}.`,
  );
}

/**
 * Writes what was shown of a lab, with its runs added to those before. Where something did not hold or flaked, the proof goes: its row is
 * broken. Where the engine kept something from being shown, it stays as it is.
 *
 * @param reports of all variants of the lab, shown whole
 * @param runs how often each part was shown
 * @returns what became of the proof and why, in a sentence
 */
export async function keepProof(
  { folder, digest, before }: ProvenLab,
  reports: readonly VerifiedVariant[],
  runs: number,
  engine: string,
): Promise<string> {
  const file = join(folder, PROOF_FILE);
  const broken = reports.filter(({ problems, flakes }) => problems.length + flakes.length > 0);
  if (broken.length > 0) {
    const why = `${broken.map(({ variant }) => variant).join(", ")} did not hold`;
    if (!existsSync(file)) return `No proof is written, since ${why}.`;
    await rm(file);
    return `Its proof is taken away, since ${why}.`;
  }
  if (!reports.every(holds)) {
    return `${before ? "Its proof stays as it is" : "No proof is written"}, since not all could be verified.`;
  }
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
  return before
    ? `Its proof counts on: it held ${proof.runs} times in a row.`
    : `Its proof is written: it held ${proof.runs === 1 ? "once" : `${proof.runs} times in a row`}.`;
}
