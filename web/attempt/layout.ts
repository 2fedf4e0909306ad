// How the terminals in view share the stage: a tree of splits whose leaves are ids of terminals. Pure.
import { z } from "zod";

/** `row`: side by side; `column`: one above the other. */
export type Way = "row" | "column";
export type Direction = "left" | "right" | "up" | "down";

export interface Split {
  readonly way: Way;
  /** Per cent of the space that the first part has. */
  readonly share: number;
  readonly first: Layout;
  readonly second: Layout;
}
/** A terminal's id, or two parts with a divider between them. */
export type Layout = string | Split;

/** More would be too small to work in. */
export const MAX_PANES = 4;
/** The least per cent that a part keeps. */
export const MIN_SHARE = 15;

const share = z
  .number()
  .min(MIN_SHARE)
  .max(100 - MIN_SHARE);
const anyLayout: z.ZodType<Layout> = z.lazy(() =>
  z.union([
    z.string().min(1).max(64),
    z.strictObject({ way: z.enum(["row", "column"]), share, first: anyLayout, second: anyLayout }),
  ]),
);
/** A layout as it is kept: few enough panes, each terminal once. */
export const layoutSchema = anyLayout.refine((layout) => {
  const ids = panesOf(layout);
  return ids.length <= MAX_PANES && new Set(ids).size === ids.length;
});

/** The terminals in view, from left to right and top to bottom. */
export function panesOf(layout: Layout): string[] {
  return typeof layout === "string" ? [layout] : [...panesOf(layout.first), ...panesOf(layout.second)];
}

/** Cuts a pane in two halves; the new terminal gets the right or the lower one. */
export function splitPane(layout: Layout, pane: string, way: Way, added: string): Layout {
  return onPane(layout, pane, () => ({ way, share: 50, first: pane, second: added }));
}

/** Shows another terminal in a pane. */
export function showIn(layout: Layout, pane: string, shown: string): Layout {
  return onPane(layout, pane, () => shown);
}

/** What is left without the panes that are not kept; their neighbours take the space. */
export function keepPanes(layout: Layout, kept: (pane: string) => boolean): Layout | null {
  if (typeof layout === "string") return kept(layout) ? layout : null;
  const first = keepPanes(layout.first, kept);
  const second = keepPanes(layout.second, kept);
  if (first === null || second === null) return first ?? second;
  return first === layout.first && second === layout.second ? layout : { ...layout, first, second };
}

/** Sets the share of the split at a path: `12` is the second part of the first part, the empty path the whole stage. */
export function withShare(layout: Layout, path: string, share: number): Layout {
  if (typeof layout === "string") return layout;
  if (path === "") return { ...layout, share: Math.min(Math.max(share, MIN_SHARE), 100 - MIN_SHARE) };
  const rest = path.slice(1);
  if (path[0] === "1") return { ...layout, first: withShare(layout.first, rest, share) };
  return { ...layout, second: withShare(layout.second, rest, share) };
}

/** Moves the nearest divider around a pane that can go in the direction, by per cent of its split. */
export function moveDivider(layout: Layout, pane: string, direction: Direction, by: number): Layout {
  const way: Way = direction === "left" || direction === "right" ? "row" : "column";
  const path = nearestSplit(layout, pane, way, "");
  const split = path === null ? null : splitAt(layout, path);
  if (path === null || split === null) return layout;
  const signed = direction === "right" || direction === "down" ? by : -by;
  return withShare(layout, path, split.share + signed);
}

function onPane(layout: Layout, pane: string, change: () => Layout): Layout {
  if (typeof layout === "string") return layout === pane ? change() : layout;
  return { ...layout, first: onPane(layout.first, pane, change), second: onPane(layout.second, pane, change) };
}

function nearestSplit(layout: Layout, pane: string, way: Way, path: string): string | null {
  if (typeof layout === "string" || !panesOf(layout).includes(pane)) return null;
  const deeper =
    nearestSplit(layout.first, pane, way, `${path}1`) ?? nearestSplit(layout.second, pane, way, `${path}2`);
  return deeper ?? (layout.way === way ? path : null);
}

function splitAt(layout: Layout, path: string): Split | null {
  if (typeof layout === "string") return null;
  if (path === "") return layout;
  return splitAt(path[0] === "1" ? layout.first : layout.second, path.slice(1));
}
