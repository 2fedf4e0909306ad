// What was looked at: evidence, narrowing, layers.
import { layerName } from "../../../protocol/names.ts";
import { narrowing } from "../suspects.ts";
import { type Detail, type Earned, layersOf, named, seenOnly, type Trail, unseenPieces } from "../trail.ts";
import { asClause, bare, clock, count, list } from "../wording.ts";

/** Weight of the evidence seen, of all that there was. */
export function judgeEvidence(trail: Trail): Earned {
  const { diagnosis, found } = trail;
  const pieces = new Map(diagnosis.evidence.map((piece) => [piece.id, piece]));
  const all = sum(diagnosis.evidence.map(({ weight }) => weight));
  const seen = sum(found.map(({ id }) => pieces.get(id)?.weight ?? 0));
  const details = found.map(({ id, command, atMs }): Detail => {
    const label = bare(pieces.get(id)?.label ?? id);
    return { text: `Seen at ${clock(atMs - trail.startedAtMs)}: ${label}.`, commands: [command] };
  });
  const unseen = unseenPieces(trail).map(({ label }): Detail => ({ text: `Not seen: ${bare(label)}.`, commands: [] }));
  return {
    share: all === 0 ? 1 : seen / all,
    sentence: `Your commands showed ${found.length} of ${count(diagnosis.evidence.length, "piece")} of evidence.`,
    details: [...details, ...unseen],
  };
}

/** How far the suspects were cut, in bits, before the first change. */
export function judgeNarrowing(trail: Trail): Earned {
  const { suspects, found } = trail.before;
  const left = suspects.filter(({ ruledOutBy }) => ruledOutBy === null);
  const out = new Map(found.map((sighting) => [sighting, suspects.filter((each) => each.ruledOutBy === sighting.id)]));
  const details = [...out].flatMap(([{ command }, ruledOut]): Detail[] =>
    ruledOut.length === 0
      ? []
      : [{ text: `Ruled out: ${list(ruledOut.map(({ label }) => asClause(label)))}.`, commands: [command] }],
  );
  if (left.length > 1) {
    const { first } = trail.before;
    const text = `Still possible: ${list(left.map(({ label }) => asClause(label)))}.`;
    details.push({ text, commands: first ? [first.id] : [] });
  }
  return {
    share: narrowing(suspects.length, left.length),
    sentence: `${left.length} of ${count(suspects.length, "suspect")} ${left.length === 1 ? "was" : "were"} left ${untilFirstChange(trail)}.`,
    details,
  };
}

/** The lab's layers that were looked at before the first change, by their weight. */
export function judgeLayers(trail: Trail): Earned {
  const weights = layersOf(trail.diagnosis);
  const looked = weights.map(({ layer, weight }) => {
    const commands = trail.before.observing.filter(({ layers }) => layers.includes(layer));
    return { layer, weight, commands };
  });
  const seen = looked.filter(({ commands }) => commands.length > 0);
  const all = sum(weights.map(({ weight }) => weight));
  return {
    share: all === 0 ? 1 : sum(seen.map(({ weight }) => weight)) / all,
    sentence: `You looked at ${seen.length} of the ${count(weights.length, "layer")} that matter here ${untilFirstChange(trail)}.`,
    details: looked.map(({ layer, commands }): Detail => {
      const [first] = commands;
      return first
        ? { text: `${layerName[layer]}: ${count(commands.length, "look")}.`, commands: commands.map(({ id }) => id) }
        : { text: `${layerName[layer]}: no look.`, commands: [] };
    }),
  };
}

function untilFirstChange(trail: Trail): string {
  const { first } = trail.before;
  if (first) return `when you first changed something, with ${named(trail, first)}`;
  return `in the end, and you ${trail.changes.length === 0 ? "changed nothing" : "only gave relief"}${seenOnly(trail)}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
