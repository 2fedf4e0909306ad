// Moving through the picture by keys. Pure.
import type { Lane, Piece } from "./lanes.ts";

/** A piece in view: its lane, and the command or check that it leads to. */
export interface Choice {
  readonly lane: string;
  readonly target: string;
}

/** Where a key leads from a piece: along its lane, or to the nearest one above or below. Null where it leads nowhere. */
export function moveBy(key: string, from: Choice, lanes: readonly Lane[]): Choice | null {
  const filled = lanes.filter(({ pieces }) => pieces.length > 0);
  const row = filled.findIndex(({ id }) => id === from.lane);
  const lane = filled[row];
  const index = lane?.pieces.findIndex(({ target }) => target === from.target) ?? -1;
  const piece = lane?.pieces[index];
  if (!lane || !piece) return null;
  const along = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: lane.pieces.length - 1 }[key];
  if (along !== undefined) return choice(lane, lane.pieces[along]);
  const across = { ArrowUp: row - 1, ArrowDown: row + 1 }[key];
  const next = across === undefined ? undefined : filled[across];
  return next ? choice(next, nearest(next.pieces, piece.from)) : null;
}

function choice(lane: Lane, piece: Piece | undefined): Choice | null {
  return piece ? { lane: lane.id, target: piece.target } : null;
}

function nearest(pieces: readonly Piece[], at: number): Piece | undefined {
  return pieces.toSorted((one, other) => Math.abs(one.from - at) - Math.abs(other.from - at))[0];
}

/** The piece that is read first: what showed the last decisive fact, else what was seen last; without commands a check. */
export function firstChoice(lanes: readonly Lane[]): Choice | null {
  const evidence = lanes.find(({ kind }) => kind === "evidence");
  const told = evidence?.pieces.findLast(({ tone }) => tone === "decisive") ?? evidence?.pieces.at(-1);
  if (evidence && told) return { lane: evidence.id, target: told.target };
  const first = lanes.find(({ pieces }) => pieces.length > 0);
  return first ? choice(first, first.pieces.at(-1)) : null;
}
