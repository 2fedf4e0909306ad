// Places of a trend's attempts along its picture. The first attempts leave room to the right instead of being stretched
// over all of it, so that two attempts do not look like a long development.

const FEWEST_SLOTS = 8;

/** Where attempt `index` of `count` stands, 0 to 1 from the left. */
export function slotOf(index: number, count: number): number {
  return (index + 0.5) / Math.max(count, FEWEST_SLOTS);
}
