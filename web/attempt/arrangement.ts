// Order, names and panes of an attempt's terminals, kept in this browser: the server knows none of them.
import { z } from "zod";
import { layoutSchema } from "./layout.ts";

const KEY = "sickbay-arrangements";
/** Attempts whose arrangement is kept; the one changed longest ago goes first. */
const KEPT_ATTEMPTS = 20;
/** Characters of a terminal's name. */
export const MAX_NAME = 32;

const id = z.string().max(64);
const arrangement = z.object({
  /** Terminals in the order of their tabs; one that is missing comes where its machine's others are. */
  order: z.array(id).max(200).catch([]),
  names: z.record(id, z.string().min(1).max(MAX_NAME)).catch({}),
  layout: layoutSchema.nullable().catch(null),
  /** The terminal that has the focus. */
  chosen: id.nullable().catch(null),
});
export type Arrangement = z.infer<typeof arrangement>;

const kept = z.array(z.tuple([id, arrangement]));

/** How nothing was arranged yet. */
export const untouched: Arrangement = { order: [], names: {}, layout: null, chosen: null };

/** What a storage holds for an attempt; anything that does not fit the schema is as if never kept. */
export function readArrangement(attempt: string, storage: Pick<Storage, "getItem">): Arrangement {
  return readAll(storage).find(([of]) => of === attempt)?.[1] ?? untouched;
}

/** Keeps it, and forgets the attempts that were arranged longest ago. */
export function keepArrangement(
  attempt: string,
  changed: Arrangement,
  storage: Pick<Storage, "getItem" | "setItem">,
): void {
  const others = readAll(storage).filter(([of]) => of !== attempt);
  storage.setItem(KEY, JSON.stringify([...others, [attempt, changed]].slice(-KEPT_ATTEMPTS)));
}

function readAll(storage: Pick<Storage, "getItem">): [string, Arrangement][] {
  const text = storage.getItem(KEY);
  if (text === null) return [];
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Written by no version of this page, so there is nothing to keep of it.
    return [];
  }
}

/**
 * Terminals in the order of their tabs: as they were put, and one that was never put behind the last of its machine.
 *
 * @param machines names of the machines in the lab's order
 */
export function inOrder<T extends { readonly id: string; readonly machine: string }>(
  terminals: readonly T[],
  order: readonly string[],
  machines: readonly string[],
): T[] {
  const placed = order.flatMap((id) => terminals.find((terminal) => terminal.id === id) ?? []);
  const added = terminals
    .filter(({ id }) => !order.includes(id))
    .toSorted((a, b) => machines.indexOf(a.machine) - machines.indexOf(b.machine));
  for (const terminal of added) {
    const before = placed.findLastIndex(({ machine }) => machine === terminal.machine);
    placed.splice(before < 0 ? placed.length : before + 1, 0, terminal);
  }
  return placed;
}

/** The order with one id at another place, 0 for the first. */
export function moved(order: readonly string[], id: string, to: number): string[] {
  const without = order.filter((other) => other !== id);
  return without.toSpliced(Math.min(Math.max(to, 0), without.length), 0, id);
}
