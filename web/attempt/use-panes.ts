// The panes in which terminals are in view, and which of them is the chosen one.
import { useCallback, useMemo } from "react";
import type { Arrangement } from "./arrangement.ts";
import {
  type Direction,
  keepPanes,
  type Layout,
  MAX_PANES,
  moveDivider,
  panesOf,
  showIn,
  splitPane,
  type Way,
  withShare,
} from "./layout.ts";
import type { Arrange } from "./use-arrangement.ts";
import type { NamedTerminal } from "./use-tabs.ts";

/** Per cent by which a key moves a divider. */
const DIVIDER_STEP = 5;

/** Where a terminal comes into view. */
export interface Place {
  /** Beside or below the pane; without it, in its place. */
  readonly way?: Way | undefined;
  /** The terminal whose pane it is; without it, the chosen one. */
  readonly pane?: string | undefined;
}

export function usePanes(
  shown: readonly NamedTerminal[],
  { layout: kept, chosen }: Arrangement,
  arrange: Arrange,
  giveFocus: (id: string) => void,
) {
  const inView = shown.find(({ id }) => id === chosen) ?? shown.at(0);
  const layout = useMemo<Layout | null>(() => {
    if (!inView) return null;
    const there = kept && keepPanes(kept, (pane) => shown.some(({ id }) => id === pane));
    // A chosen terminal that is in no pane came by itself, as the first one does.
    return there && panesOf(there).includes(inView.id) ? there : inView.id;
  }, [kept, shown, inView]);
  const panes = useMemo(() => (layout ? panesOf(layout) : []), [layout]);
  const full = panes.length >= MAX_PANES;

  const choose = useCallback(
    (layout: Layout, id: string) => {
      arrange((now) => ({ ...now, layout, chosen: id }));
      giveFocus(id);
    },
    [arrange, giveFocus],
  );
  /** Brings a terminal into view and gives it the focus: where it is, or at the place. */
  const select = useCallback(
    (id: string, { way, pane }: Place = {}) => {
      const at = pane !== undefined && panes.includes(pane) ? pane : inView?.id;
      if (!layout || at === undefined || panes.includes(id)) choose(layout ?? id, id);
      else choose(way && !full ? splitPane(layout, at, way, id) : showIn(layout, at, id), id);
    },
    [choose, layout, inView, panes, full],
  );
  /** Takes a terminal out of its pane; its shell goes on in its tab. */
  const unsplit = useCallback(
    (pane: string) => {
      const left = layout && keepPanes(layout, (id) => id !== pane);
      const [first] = left ? panesOf(left) : [];
      if (left && first !== undefined) choose(left, inView && inView.id !== pane ? inView.id : first);
    },
    [choose, layout, inView],
  );
  /** Gives way for a terminal that closes: another one gets the focus. */
  const leave = useCallback(
    (id: string) => {
      if (id !== inView?.id || !layout) return;
      const at = shown.findIndex((terminal) => terminal.id === id);
      const next = panes.find((pane) => pane !== id) ?? (shown[at + 1] ?? shown[at - 1])?.id;
      if (next !== undefined) choose(keepPanes(layout, (pane) => pane !== id) ?? next, next);
    },
    [choose, inView, layout, panes, shown],
  );
  const onFocus = useCallback(
    (id: string) => arrange((now) => (now.chosen === id ? now : { ...now, chosen: id })),
    [arrange],
  );
  const setShare = useCallback(
    (path: string, share: number) => layout && arrange((now) => ({ ...now, layout: withShare(layout, path, share) })),
    [arrange, layout],
  );
  /** Moves the divider that is nearest to the chosen pane. */
  const nudge = useCallback(
    (direction: Direction) => {
      if (!layout || !inView) return;
      const next = moveDivider(layout, inView.id, direction, DIVIDER_STEP);
      arrange((now) => ({ ...now, layout: next }));
    },
    [arrange, layout, inView],
  );
  return { inView, layout, panes, full, select, unsplit, leave, onFocus, setShare, nudge };
}
