// `lab verify`: shows on a real engine that labs keep their promises.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROOF_FILE } from "../catalog/lab-folder.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Engine } from "../core/ports.ts";
import type { LabProof } from "../protocol/labs.ts";
import { runPool } from "./pool.ts";
import { Sandboxes } from "./sandboxes.ts";
import { refuseUnknownParts, type VariantReport } from "./variant-report.ts";
import { verifyJobs } from "./verify-variant.ts";

export interface VerifyRequest {
  readonly labs: readonly Lab[];
  /** Where the labs' files are, by id. */
  readonly folders: ReadonlyMap<string, string>;
  /** Of the labs' files, by id: what a proof names. */
  readonly digests: ReadonlyMap<string, string>;
  readonly engine: Engine;
  /** Sandboxes at a time. */
  readonly jobs: number;
  /** Parts or names of recipes; empty for all. */
  readonly only: readonly string[];
  readonly variant: string | undefined;
  /** Only the first variant of each lab: a quarter of the time, for each change. */
  readonly firstVariant: boolean;
  readonly seed: number;
  readonly writeProof: boolean;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

export type VerifiedLab = ReturnType<VariantReport["toJson"]>;

/** Verifies all labs; the promise of a lab holds when its variants have no problems. */
export async function verify(request: VerifyRequest): Promise<{ labs: VerifiedLab[] }> {
  const { labs, engine, only, signal, variant } = request;
  refuseUnknownParts(labs, only);
  const version = await engine.version();
  const sandboxes = new Sandboxes(engine, "verify", request.seed);
  const stop = (): void => {
    // Failures to close show when the interrupted jobs close their sandboxes themselves.
    sandboxes.closeAll().catch(() => {});
  };
  signal.addEventListener("abort", stop, { once: true });
  const runs = labs.flatMap((lab) =>
    lab.variants
      .filter(({ id }, at) => (variant === undefined || id === variant) && (at === 0 || !request.firstVariant))
      .map(({ id }) => ({ lab, ...verifyJobs(lab, id, { sandboxes, only, onLine: request.onLine }) })),
  );
  if (runs.length === 0) {
    throw new LabError(
      "not-found",
      `No lab here has a variant "${variant}".`,
      "See them with: npm run lab -- list --json",
    );
  }
  try {
    await runPool(
      runs.flatMap((run) => run.alone),
      1,
      signal,
    );
    await runPool(
      runs.flatMap((run) => run.jobs),
      request.jobs,
      signal,
    );
  } finally {
    signal.removeEventListener("abort", stop);
  }
  const complete = only.length === 0 && !signal.aborted;
  const reports = runs.map(({ lab, report }) => ({ lab, report: report.toJson(complete) }));
  if (request.writeProof && complete && variant === undefined && !request.firstVariant) {
    for (const lab of labs) {
      const own = reports.filter((entry) => entry.lab === lab).map((entry) => entry.report);
      if (own.every((report) => report.problems.length === 0)) await writeProof(request, lab, own, version);
    }
  }
  return { labs: reports.map((entry) => entry.report) };
}

async function writeProof(
  { folders, digests }: VerifyRequest,
  lab: Lab,
  reports: readonly VerifiedLab[],
  engine: string,
): Promise<void> {
  const proof: LabProof = {
    digest: digests.get(lab.id) ?? "",
    verifiedAt: new Date().toISOString(),
    engine,
    variants: reports.length,
    solutions: reports.reduce((sum, report) => sum + report.solutions.passed, 0),
    masks: reports.reduce((sum, report) => sum + report.masks.refused, 0),
  };
  const folder = folders.get(lab.id);
  if (folder === undefined) throw new Error(`it is not known where the lab ${lab.id} is`);
  await writeFile(join(folder, PROOF_FILE), `${JSON.stringify(proof, null, 2)}\n`);
}
