// Which labs a run of the tests verifies: those that a change touches, and others in turn.
import type { Catalog } from "../orchestrator/catalog/load-catalog.ts";
import type { Lab } from "../orchestrator/core/lab.ts";
import type { Changes } from "./changes.ts";
import { inTurn } from "./in-turn.ts";

/**
 * What all labs are made of or judged by. To verify each of them for every change of it would take hours: the other tests on the
 * engine cover it, and labs that were proven before come in turn sooner.
 */
const SHARED = ["images/base", "images/probe", "orchestrator/catalog", "orchestrator/core", "orchestrator/docker"];
/** So many labs a day of those that were proven before a shared part changed, and of the others. */
const IN_TURN = { before: 1, others: 1 };

/**
 * All variants of labs without a proof of their files as they are, and the first one of labs whose proof holds and which the last
 * commit changed, whose own images changed since, or whose turn it is; all of all where all labs are wanted.
 */
export function labsToVerify(
  { labs, proofs }: { readonly labs: Catalog["labs"]; readonly proofs: Pick<Catalog["proofs"], "has"> },
  changes: Changes,
  all: boolean,
): { lab: Lab; id: string; variant: string }[] {
  const proven = labs.filter(({ id }) => proofs.has(id));
  const turns = Map.groupBy(proven, ({ id }) => (changes.sinceProof(id, SHARED) ? "before" : "others"));
  const ids = (turn: "before" | "others") => inTurn(turns.get(turn)?.map(({ id }) => id) ?? [], IN_TURN[turn]);
  const touched = proven.filter((lab) => changes.inLastCommit(lab.id) || changes.sinceProof(lab.id, ownImages(lab)));
  const first = new Set([...ids("before"), ...ids("others"), ...touched.map(({ id }) => id)]);
  return labs.flatMap((lab) => {
    const whole = all || !proofs.has(lab.id);
    const variants = whole ? lab.variants : lab.variants.slice(0, first.has(lab.id) ? 1 : 0);
    return variants.map((variant) => ({ lab, id: lab.id, variant: variant.id }));
  });
}

/** The folders of the images that a lab is made of and not every other one is. */
function ownImages({ machines }: Lab): string[] {
  return machines.map(({ image }) => `images/${image}`).filter((folder) => !SHARED.includes(folder));
}
