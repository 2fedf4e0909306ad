import { expect, it } from "vitest";
import { terminalClientMessage } from "../../../orchestrator/protocol/messages.ts";
import { fittingSize } from "../../../web/terminal/fitting-size.ts";

it("asks for a size that the orchestrator takes, whatever a pane has room for", () => {
  for (const proposed of [
    { cols: 80, rows: 24 },
    { cols: 2, rows: 1 },
    { cols: 1, rows: 0 },
    { cols: 4000, rows: 900 },
  ]) {
    const size = fittingSize(proposed);
    expect(terminalClientMessage.safeParse({ type: "resize", ...size }).success).toBe(true);
  }
  expect(fittingSize({ cols: 80, rows: 24 })).toEqual({ cols: 80, rows: 24 });
});

it("asks for none while a pane has no size", () => {
  expect(fittingSize(undefined)).toBe(null);
  expect(fittingSize({ cols: Number.NaN, rows: 24 })).toBe(null);
});
