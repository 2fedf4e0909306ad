import { describe, expect, it } from "vitest";
import { inOrder, keepArrangement, moved, readArrangement, untouched } from "../../../web/attempt/arrangement.ts";

/** A storage with one text in it, whatever the key. */
function storageOf(text: string | null = null) {
  let held = text;
  return {
    getItem: () => held,
    setItem: (_: string, next: string) => {
      held = next;
    },
  };
}
const terminal = (id: string, machine: string) => ({ id, machine });

describe("the order of tabs", () => {
  const terminals = [terminal("d1", "db"), terminal("w1", "web"), terminal("w2", "web")];
  const ids = (order: string[]) => inOrder(terminals, order, ["web", "db"]).map(({ id }) => id);

  it("is that of the machines until something is moved", () => {
    expect(ids([])).toEqual(["w1", "w2", "d1"]);
  });

  it("is as it was put, without terminals that are gone, and with new ones behind those of their machine", () => {
    expect(ids(["d1", "gone", "w1"])).toEqual(["d1", "w1", "w2"]);
    expect(ids(["w2"])).toEqual(["w2", "w1", "d1"]);
  });

  it("moves one and stops at both ends", () => {
    expect(moved(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], "c", 9)).toEqual(["a", "b", "c"]);
  });
});

describe("what is kept of an arrangement", () => {
  it("comes back for its attempt only", () => {
    const storage = storageOf();
    const mine = { ...untouched, names: { t1: "logs" }, chosen: "t1" };
    keepArrangement("a", mine, storage);
    expect(readArrangement("a", storage)).toEqual(mine);
    expect(readArrangement("b", storage)).toEqual(untouched);
  });

  it("is forgotten for the attempts changed longest ago", () => {
    const storage = storageOf();
    for (let number = 0; number < 25; number += 1)
      keepArrangement(`a${number}`, { ...untouched, chosen: "t" }, storage);
    keepArrangement("a5", { ...untouched, chosen: "new" }, storage);
    expect(readArrangement("a4", storage)).toEqual(untouched);
    expect(readArrangement("a5", storage).chosen).toBe("new");
    expect(readArrangement("a24", storage).chosen).toBe("t");
  });

  it.each([
    ["no JSON", "{"],
    ["something else", '{"a": 1}'],
    ["null", "null"],
  ])("is as if never kept where the storage holds %s", (_, text) => {
    expect(readArrangement("a", storageOf(text))).toEqual(untouched);
  });

  it("loses only the part that does not fit", () => {
    const text = JSON.stringify([
      ["a", { order: ["t1"], names: { t1: "x".repeat(99) }, layout: { way: 1 }, chosen: 7 }],
    ]);
    expect(readArrangement("a", storageOf(text))).toEqual({ ...untouched, order: ["t1"] });
  });
});
