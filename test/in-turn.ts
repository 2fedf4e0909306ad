// Which labs a whole run of the tests takes: all of them every day would take hours once there are many.

const DAY_MS = 24 * 60 * 60_000;

/** Whether all labs are wanted, as by `npm test labs`. */
export const allLabs = process.env.SICKBAY_TEST_LABS === "all";

/** So many of them each day, one after the other over the days, or all where all are wanted. */
export function inTurn(ids: readonly string[], aDay: number): ReadonlySet<string> {
  if (allLabs || aDay >= ids.length) return new Set(ids);
  const from = Math.floor(Date.now() / DAY_MS) * aDay;
  return new Set(Array.from({ length: aDay }, (_, place) => ids[(from + place) % ids.length] ?? ""));
}

/**
 * Every m-th of a list from the n-th on, so that m computers take all of it between them.
 *
 * @param shard n/m as `.ci/nightly --shard` passes it on; all where it is not given
 */
export function shardOf<T>(all: readonly T[], shard = process.env.SICKBAY_TEST_SHARD): readonly T[] {
  if (shard === undefined) return all;
  const [n = 0, m = 0] = /^\d+\/\d+$/.test(shard) ? shard.split("/").map(Number) : [];
  if (n < 1 || n > m) throw new Error(`There is no shard "${shard}". Write n/m, from 1/m to m/m.`);
  return all.filter((_, at) => at % m === n - 1);
}
