// The size of a terminal in characters, from what its pane has room for.
import { terminalSize } from "../../orchestrator/protocol/messages.ts";

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** The nearest size that a terminal can have; null where nothing can be told, as of a pane without a size. */
export function fittingSize(proposed: Size | undefined): Size | null {
  if (!proposed || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows)) return null;
  const { cols, rows } = terminalSize;
  return {
    cols: Math.min(cols.max, Math.max(cols.min, proposed.cols)),
    rows: Math.min(rows.max, Math.max(rows.min, proposed.rows)),
  };
}
