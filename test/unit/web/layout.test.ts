import { describe, expect, it } from "vitest";
import {
  keepPanes,
  type Layout,
  layoutSchema,
  moveDivider,
  panesOf,
  showIn,
  splitPane,
  withShare,
} from "../../../web/attempt/layout.ts";

/** a | (b over c) */
const three: Layout = splitPane(splitPane("a", "a", "row", "b"), "b", "column", "c");

describe("a layout of panes", () => {
  it("is read from left to right and top to bottom", () => {
    expect(panesOf(three)).toEqual(["a", "b", "c"]);
    expect(panesOf("a")).toEqual(["a"]);
  });

  it("gives the new terminal the right or the lower half of the pane that is split", () => {
    expect(three).toEqual({
      way: "row",
      share: 50,
      first: "a",
      second: { way: "column", share: 50, first: "b", second: "c" },
    });
  });

  it("shows another terminal in a pane, and leaves the others as they are", () => {
    expect(panesOf(showIn(three, "b", "z"))).toEqual(["a", "z", "c"]);
  });

  it("gives the space of a pane that goes to its neighbour, and nothing where none is left", () => {
    expect(keepPanes(three, (pane) => pane !== "b")).toEqual({ way: "row", share: 50, first: "a", second: "c" });
    expect(keepPanes(three, (pane) => pane === "c")).toBe("c");
    expect(keepPanes(three, () => false)).toBeNull();
    expect(keepPanes(three, () => true)).toBe(three);
  });

  it("sets the share of one split by its path, and never makes a part too small", () => {
    expect(withShare(three, "2", 70)).toMatchObject({ share: 50, second: { share: 70 } });
    expect(withShare(three, "", 1)).toMatchObject({ share: 15, second: { share: 50 } });
    expect(withShare(three, "1", 70)).toEqual(three);
  });

  it("moves the nearest divider that can go the way of the key", () => {
    expect(moveDivider(three, "c", "up", 5)).toMatchObject({ share: 50, second: { share: 45 } });
    expect(moveDivider(three, "c", "right", 5)).toMatchObject({ share: 55, second: { share: 50 } });
    expect(moveDivider(three, "a", "down", 5)).toBe(three);
    expect(moveDivider("a", "a", "left", 5)).toBe("a");
  });

  it("is kept only where it has few panes, each terminal once, and shares within bounds", () => {
    expect(layoutSchema.safeParse(three).success).toBe(true);
    const five = ["c", "d"].reduce<Layout>((layout, id) => splitPane(layout, "a", "row", id + id), three);
    expect(layoutSchema.safeParse(five).success).toBe(false);
    expect(layoutSchema.safeParse({ way: "row", share: 50, first: "a", second: "a" }).success).toBe(false);
    expect(layoutSchema.safeParse({ way: "row", share: 2, first: "a", second: "b" }).success).toBe(false);
    expect(layoutSchema.safeParse({ way: "sideways", share: 50, first: "a", second: "b" }).success).toBe(false);
  });
});
