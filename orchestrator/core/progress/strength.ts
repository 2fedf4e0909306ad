// How a person's components and layers developed.
import { componentId } from "../../protocol/diagnosis.ts";
import { type Layer, layer } from "../../protocol/labs.ts";
import type { ComponentTrend, LayerStrength } from "../../protocol/progress.ts";
import type { Practice } from "./practice.ts";

/** Attempts that a layer's strength is a mean of: enough to even out one bad night, few enough to follow practice. */
const LAYER_ATTEMPTS = 5;
/** Attempts at a layer before it may be called the weakest: one bad night says nothing yet. */
const JUDGED_FROM = 2;
/** Attempts that stand for "now" in a trend. */
const NOW_ATTEMPTS = 3;

/** The trend of each component over attempts, oldest first; none where none of them has components. */
export function componentTrends(scored: readonly Practice[]): ComponentTrend[] {
  return componentId.options.flatMap((id) => {
    const shares = scored.flatMap(({ components }) => components[id] ?? []);
    if (shares.length === 0) return [];
    const before = shares.slice(0, -NOW_ATTEMPTS).slice(-NOW_ATTEMPTS);
    return [{ id, shares, now: mean(shares.slice(-NOW_ATTEMPTS)), before: before.length > 0 ? mean(before) : null }];
  });
}

/**
 * How strong a person is at each layer.
 *
 * @param practices oldest first
 * @param known the layers to tell of; told in the order in which an engineer walks them
 */
export function layerStrengths(practices: readonly Practice[], known: ReadonlySet<Layer>): LayerStrength[] {
  return layer.options
    .filter((one) => known.has(one))
    .map((one) => {
      const shares = practices.flatMap(({ layers }) => layers[one] ?? []).slice(-LAYER_ATTEMPTS);
      return { layer: one, share: shares.length > 0 ? mean(shares) : null, attempts: shares.length };
    });
}

/** The layer with the lowest strength, of those with attempts enough; null until there are two to compare, and while they are equal. */
export function weakestLayer(strengths: readonly LayerStrength[]): Layer | null {
  const known = strengths.flatMap(({ layer: one, share, attempts }) =>
    share === null || attempts < JUDGED_FROM ? [] : [{ layer: one, share }],
  );
  const [first, second] = known.toSorted((one, other) => one.share - other.share);
  return first && second && first.share < second.share ? first.layer : null;
}

/** How much a lab's layers need practice, 0 to 1; a layer that was not practised enough to tell counts as half. */
export function weaknessOf(layers: readonly Layer[], strengths: readonly LayerStrength[]): number {
  const shares = layers.map((one) => {
    const known = strengths.find((strength) => strength.layer === one && strength.attempts >= JUDGED_FROM);
    return known?.share ?? 0.5;
  });
  return shares.length === 0 ? 0.5 : 1 - mean(shares);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
