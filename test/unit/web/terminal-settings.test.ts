import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onScreenReaderChange, screenReaderOn, setScreenReader } from "../../../web/terminal/screen-reader.ts";
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

describe("speaking to a screen reader", () => {
  let page: EventTarget;
  beforeEach(() => {
    page = new EventTarget();
    for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"] as const) {
      vi.stubGlobal(name, page[name].bind(page));
    }
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is turned on for the page where the browser keeps nothing", () => {
    let kept: string | null = null;
    const full = () => {
      throw new DOMException("It is full.", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { getItem: () => kept, setItem: full });
    let changes = 0;
    const listening = onScreenReaderChange(() => {
      changes += 1;
    });
    expect(screenReaderOn()).toBe(false);
    setScreenReader(true);
    expect([screenReaderOn(), changes]).toEqual([true, 1]);
    vi.stubGlobal("localStorage", { getItem: full, setItem: full });
    setScreenReader(false);
    expect([screenReaderOn(), changes]).toEqual([false, 2]);
    vi.stubGlobal("localStorage", {
      getItem: () => kept,
      setItem: (_: string, text: string) => {
        kept = text;
      },
    });
    setScreenReader(true);
    expect([screenReaderOn(), kept, changes]).toEqual([true, "on", 3]);
    listening.dispose();
  });
});
