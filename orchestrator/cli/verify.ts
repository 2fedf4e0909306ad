// `lab verify`: shows on a real engine that labs keep their promises.
import type { Catalog } from "../catalog/load-catalog.ts";
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import type { Engine } from "../core/ports.ts";
import { BusyCores } from "./busy-cores.ts";
import { keepProof, type ProvenLab, refusePartProof } from "./keep-proof.ts";
import { refuseUnknownParts } from "./parts.ts";
import { Phases } from "./phases.ts";
import { Places } from "./places.ts";
import { runPool } from "./pool.ts";
import { Sandboxes } from "./sandboxes.ts";
import { type Totals, totalsOf } from "./totals.ts";
import type { VerifiedVariant } from "./variant-report.ts";
import { verifyJobs } from "./verify-variant.ts";

export interface VerifyRequest {
  readonly labs: readonly Lab[];
  /** Where the labs' files are, what they are, and how often in a row they were proven, by id. */
  readonly known: Pick<Catalog, "folders" | "digests" | "proofs">;
  readonly engine: Engine;
  /** Sandboxes that are started, checked or removed at a time; as many again may be typed into meanwhile. */
  readonly jobs: number;
  /** How often each part is shown; whatever is not the same each time is told as a flake. */
  readonly runs: number;
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

export interface Verified {
  readonly labs: readonly VerifiedVariant[];
  readonly totals: Totals;
}

/**
 * Verifies all labs; what a lab promises holds where `holds` says so of all its variants. Where the engine goes away meanwhile, what was not
 * shown is told as not verified.
 *
 * @throws LabError("not-found") where nothing is asked for that there is
 * @throws LabError("bad-request") where a proof is to be written of a part only
 * @throws LabError("no-engine") where no engine answers in the first place
 * @throws LabError("image-missing") where an image that a lab needs is not there
 */
export async function verify(request: VerifyRequest): Promise<Verified> {
  const { labs, engine, only, signal, runs } = request;
  if (labs.length === 0) {
    const remedy = "Make one with: npm run lab -- new <id>. Those that did not load are named above.";
    throw new LabError("not-found", "There is no lab to verify.", remedy);
  }
  refusePartProof(request);
  refuseUnknownParts(labs, only);
  const version = await engine.version();
  const sandboxes = new Sandboxes(engine, "verify", request.seed);
  const phases = new Phases();
  const requireEngine = (): Promise<string> => engine.version();
  const places = new Places(request.jobs);
  const options = { sandboxes, only, runs, phases, places, signal, requireEngine, onLine: request.onLine };
  // Of a variant without any of the parts that are asked for nothing would be shown, and so it would hold.
  const variants = variantsOf(request)
    .map(({ lab, id }) => ({ lab, ...verifyJobs(lab, id, options) }))
    .filter(({ alone, jobs }) => alone.length + jobs.length > 0);
  if (variants.length === 0) {
    throw new LabError(
      "not-found",
      `No variant that was asked for has a part named ${only.join(", ")}.`,
      "Leave --variant or --first-variant out, or name other parts.",
    );
  }
  const stop = (): void => {
    // Failures to close show when the interrupted jobs close their sandboxes themselves.
    sandboxes.closeAll().catch(() => {});
  };
  signal.addEventListener("abort", stop, { once: true });
  const fromMs = performance.now();
  const busy = new BusyCores();
  let lost = false;
  try {
    const alone = variants.flatMap((each) => each.alone);
    await runPool(alone, new Places(1), signal);
    const beside = variants.flatMap(({ jobs }) => jobs);
    await runPool(beside, places, signal);
  } catch (error) {
    if (!(error instanceof LabError && error.code === "no-engine")) throw error;
    // What was shown until then stays shown; the report says how much was not.
    request.onLine(`${error.message} Nothing more is verified.`);
    lost = true;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  const spent = { wallMs: performance.now() - fromMs, phasesMs: phases.ms, busyMs: busy.sinceMs };
  const complete = only.length === 0 && !signal.aborted && !lost;
  const reports = variants.map(({ lab, report }) => ({ lab, report: report.toJson(complete) }));
  if (request.writeProof && !complete) request.onLine("No proof was touched, since not everything was shown.");
  if (request.writeProof && complete) {
    for (const lab of labs) {
      const own = reports.filter((entry) => entry.lab === lab).map((entry) => entry.report);
      request.onLine(`${lab.id}: ${await keepProof(provenLab(request.known, lab), own, runs, version)}`);
    }
  }
  const shown = reports.map(({ report }) => report);
  return { labs: shown, totals: totalsOf(shown, runs, request.jobs, spent) };
}

/** The variants that are asked for. */
function variantsOf({ labs, variant, firstVariant }: VerifyRequest): { lab: Lab; id: string }[] {
  const all = labs.flatMap((lab) => lab.variants.map(({ id }, at) => ({ lab, id, at })));
  const asked = all.filter(({ id, at }) => (variant === undefined || id === variant) && (at === 0 || !firstVariant));
  if (asked.length > 0) return asked;
  throw new LabError(
    "not-found",
    `No lab here has ${firstVariant ? "as its first one " : ""}a variant "${variant}".`,
    `There are: ${all.map(({ lab, id }) => `${lab.id}/${id}`).join(", ")}.`,
  );
}

function provenLab({ folders, digests, proofs }: VerifyRequest["known"], { id }: Lab): ProvenLab {
  const [folder, digest] = [folders.get(id), digests.get(id)];
  if (folder === undefined || digest === undefined) throw new Error(`it is not known where the lab ${id} is`);
  return { folder, digest, before: proofs.get(id) };
}
