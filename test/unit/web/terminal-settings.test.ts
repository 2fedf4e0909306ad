import { describe, expect, it } from "vitest";
import { queryProblem } from "../../../web/terminal/search.ts";
import { parseSettings, usualSettings } from "../../../web/terminal/settings.ts";

describe("the settings of terminals", () => {
  it("are as usual where nothing was kept, or nothing that can be read", () => {
    for (const text of [null, "", "{", "7", "null", "[]"]) expect(parseSettings(text)).toEqual(usualSettings);
  });

  it("lose only the value that does not fit", () => {
    const kept = { fontSize: 900, lineHeight: 1.5, colours: "pink", cursor: "bar", scrollback: -1, unknown: true };
    expect(parseSettings(JSON.stringify(kept))).toEqual({ ...usualSettings, lineHeight: 1.5, cursor: "bar" });
  });
});

describe("a query of the search", () => {
  it("is refused only as an expression that can't be one", () => {
    const query = { text: "a(", matchCase: false };
    expect(queryProblem({ ...query, regex: false })).toBeNull();
    expect(queryProblem({ ...query, regex: true })).toBe("not complete");
    expect(queryProblem({ ...query, text: "a(b)?", regex: true })).toBeNull();
  });
});
