// Search in what a terminal shows and keeps above.
import { SearchAddon } from "@xterm/addon-search";
import type { Terminal } from "@xterm/xterm";

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly regex: boolean;
}

/** Hits and which of them is chosen, 1 for the first; null where there are too many to number. */
export interface Found {
  readonly count: number;
  readonly at: number | null;
}

export const nothingFound: Found = { count: 0, at: null };

/** Hits marked and counted at most; a screen full of marks tells no more. */
export const MOST_HITS = 1000;

/** Why a query can't be looked for, in a few words; null where it can. */
export function queryProblem({ text, regex }: Query): string | null {
  if (!regex) return null;
  try {
    new RegExp(text);
    return null;
  } catch {
    return "not complete";
  }
}

/** The search of one terminal. */
export class TerminalSearch {
  readonly #element: HTMLElement;
  readonly #onFound: (found: Found) => void;
  readonly #addon = new SearchAddon({ highlightLimit: MOST_HITS });
  #sought: Query | null = null;

  /** @param element where the colours of marks are read; they follow the terminal's theme */
  constructor(term: Terminal, element: HTMLElement, onFound: (found: Found) => void) {
    this.#element = element;
    this.#onFound = onFound;
    term.loadAddon(this.#addon);
    this.#addon.onDidChangeResults(({ resultIndex, resultCount }) =>
      onFound({ count: resultCount, at: resultIndex < 0 ? null : resultIndex + 1 }),
    );
  }

  /** Goes to a hit above or below; `stay` keeps the chosen one while the query grows. */
  find(query: Query, go: "up" | "down" | "stay"): void {
    if (query.text === "" || queryProblem(query) !== null) {
      this.clear();
      return;
    }
    const options = {
      caseSensitive: query.matchCase,
      regex: query.regex,
      incremental: go === "stay",
      decorations: this.#marks(),
    };
    // The addon marks anew for another text only.
    if (this.#sought?.matchCase !== query.matchCase || this.#sought.regex !== query.regex)
      this.#addon.clearDecorations();
    this.#sought = query;
    if (go === "down") this.#addon.findNext(query.text, options);
    else this.#addon.findPrevious(query.text, options);
  }

  /** Takes the marks away. The chosen hit stays selected, so that it can be copied. */
  clear(): void {
    this.#addon.clearDecorations();
    this.#onFound(nothingFound);
  }

  dispose(): void {
    this.#addon.dispose();
  }

  #marks() {
    const style = getComputedStyle(this.#element);
    const colour = (name: string) => style.getPropertyValue(`--term-${name}`).trim();
    return {
      matchBackground: colour("match"),
      matchOverviewRuler: colour("match"),
      activeMatchBackground: colour("match-chosen"),
      activeMatchColorOverviewRuler: colour("match-chosen"),
    };
  }
}
