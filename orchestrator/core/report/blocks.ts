// What a report is made of, before it becomes Markdown or HTML: the same content in both.

/** A run of text: plain, or a command, path or figure as it was typed. All of it is text, never markup. */
export type Run = string | { readonly code: string };
export type Text = string | readonly Run[];

/** A part of the score: what was earned of the most, why, and the commands behind it. */
export interface ScoreLine {
  readonly name: string;
  readonly points: string;
  readonly most: string;
  /** What was earned of it, 0 to 1. */
  readonly share: number;
  readonly sentence: Text;
  readonly details: readonly Text[];
}

export type Block =
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "list"; readonly items: readonly Text[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: "scores"; readonly lines: readonly ScoreLine[] }
  /** Lines as typed. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  /** Markdown of a lab or of the candidate. */
  | { readonly kind: "markdown"; readonly text: string };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A whole report. */
export interface ReportDocument {
  /** The lab's title. */
  readonly title: string;
  /** What came of it, in a sentence. */
  readonly verdict: string;
  readonly fixed: boolean;
  /** 0 to 100; null where the lab judges no path. */
  readonly total: number | null;
  /** Short facts about the attempt, in reading order. */
  readonly facts: readonly string[];
  readonly sections: readonly Section[];
}

/** The runs of a text. */
export function runs(text: Text): readonly Run[] {
  return typeof text === "string" ? [text] : text;
}

/** A sentence of the judgement as text; what it has in backticks, as it quotes commands, is code. */
export function sentenceText(sentence: string): readonly Run[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((part, index): Run => (index % 2 === 1 ? { code: part } : part))
    .filter((part) => part !== "");
}
