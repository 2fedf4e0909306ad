// Text from machines and people, made safe to show: it may hold anything that a terminal can print.

/** C0 and C1 controls, and the marks that change the direction of writing, which can make a command read as another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const CONTROL_PICTURES = 0x2400;
const loneHalves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Shows controls as pictures (an escape as `␛`); line ends and tabs stay. */
export function visible(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(unseen, (found) => {
      const code = found.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(CONTROL_PICTURES + code) : "\ufffd";
    })
    .replace(loneHalves, "\ufffd");
}

/** Prose on one line. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim();
}

/** A command on one line; a line end within it shows as `↵`. */
export function oneLineCommand(text: string): string {
  return oneLine(
    visible(text)
      .trim()
      .replace(/\s*\n\s*/g, " ↵ "),
  );
}

/** Markdown with its headings moved down, so that they stand below those of the report. */
export function demote(markdown: string, levels: number): string {
  let fence = "";
  return visible(markdown)
    .split("\n")
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
      if (fence === "" && mark !== "") fence = mark;
      else if (fence !== "" && mark.startsWith(fence) && line.trim() === mark) fence = "";
      else if (fence === "") {
        const heading = /^ {0,3}(#{1,6})(?=\s|$)/.exec(line)?.[1];
        if (heading)
          return `${"#".repeat(Math.min(6, heading.length + levels))}${line.trimStart().slice(heading.length)}`;
      }
      return line;
    })
    .join("\n")
    .trim();
}
