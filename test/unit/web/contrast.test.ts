// Contrast of every pair of text and ground, computed from tokens.css. 4.5: minimum for WCAG 2 AA text (1.4.3).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../../web/styles/tokens.css"), "utf8");

function tokensOf(scheme: "dark" | "light"): Map<string, string> {
  const block = css.match(new RegExp(`data-mantine-color-scheme="${scheme}"\\] \\{([^}]*)\\}`))?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** Relative luminance of an sRGB colour, as WCAG defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const terminal = ["text", "cursor", ...colours, ...colours.map((name) => `bright-${name}`)].map(
  (name) => `term-${name}`,
);

const pairs: [ground: string, texts: string[]][] = [
  ...["ground", "surface-1", "surface-2"].map((ground): [string, string[]] => [
    ground,
    ["text-strong", "text-mid", "text-soft", "accent", "amber", "red", "green"],
  ]),
  ["accent", ["on-accent"]],
  ["accent-hover", ["on-accent"]],
  ["accent-wash", ["accent", "text-strong"]],
  ["red-wash", ["red", "text-strong", "text-mid"]],
  ["green-wash", ["green", "text-strong"]],
  ["term-ground", terminal],
  ["term-match", ["term-text"]],
  ["term-match-chosen", ["term-text"]],
];

describe.each(["dark", "light"] as const)("the %s scheme", (scheme) => {
  const tokens = tokensOf(scheme);
  const value = (name: string) => {
    const found = tokens.get(name);
    if (!found) throw new Error(`tokens.css has no --${name} in the ${scheme} scheme`);
    return found;
  };

  it.each(pairs)("keeps all text on --%s at a contrast of 4.5 or more", (ground, texts) => {
    // The dark scheme's black is the ground itself: programs paint with it, and xterm lifts it where it is text.
    const read = texts.filter((text) => !(scheme === "dark" && text === "term-black"));
    const low = read.filter((text) => contrast(value(text), value(ground)) < 4.5);
    expect(low).toEqual([]);
  });

  it("defines every token that the other scheme defines", () => {
    const other = tokensOf(scheme === "dark" ? "light" : "dark");
    expect([...tokens.keys()].toSorted()).toEqual([...other.keys()].toSorted());
  });
});
