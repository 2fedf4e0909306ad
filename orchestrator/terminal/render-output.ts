// What a command showed, as text: its output rendered as the screen did, within bounds.
import type { ShownOutput } from "../protocol/diagnosis.ts";
import type { CommandOutput, Piece } from "./command-output.ts";
import { plainText } from "./plain-text.ts";
import { screenText, withoutBlanks } from "./screen-text.ts";

/** Characters kept of what a command showed: its beginning and its end. */
export const MAX_SHOWN_CHARS = 48_000;
/** How far from where an output was cut a line's end is looked for, in bytes: no sequence is longer that matters. */
const CUT_SEARCH_BYTES = 4 * 1024;

/**
 * Renders what a command showed. Never throws; takes bounded time and memory whatever the bytes are.
 *
 * @param maxChars the longest text, in characters
 */
export async function renderOutput(output: CommandOutput, maxChars: number = MAX_SHOWN_CHARS): Promise<ShownOutput> {
  try {
    return await render(atLineEnds(output), maxChars);
  } catch {
    return { text: "", note: "What it showed could not be rendered." };
  }
}

async function render(output: CommandOutput, maxChars: number): Promise<ShownOutput> {
  const notes: string[] = [];
  const leftOut = output.pieces.reduce((sum, piece) => sum + piece.leftOutBytes, 0);
  if (leftOut > 0) notes.push(`${size(leftOut)} of its output are left out.`);
  let lines = plainLines(output);
  if (lines === null) {
    const screen = await screenText(output, omission);
    lines = screen.lines;
    if (screen.incomplete) notes.push("It redrew the screen too often to keep all that stood there.");
  }
  let text = withoutBlanks(lines).join("\n");
  if (text.length > maxChars) {
    notes.push(`Of ${text.length} characters the middle is left out.`);
    text = headAndTail(text, maxChars);
  }
  return { text, note: notes.join(" ") };
}

/** Null where a piece needs a terminal, or where the screen changed its size. */
function plainLines({ pieces, sizes }: CommandOutput): readonly string[] | null {
  const cols = Math.min(...sizes.map((screen) => screen.cols));
  const texts: string[] = [];
  for (const piece of pieces) {
    const text = plainText(piece.bytes, cols);
    if (text === null) return null;
    texts.push(piece.leftOutBytes > 0 ? `${omission(piece.leftOutBytes)}\n${text}` : text);
  }
  return texts.join("").split("\n");
}

/** Where bytes were left out, the pieces end and begin with whole lines or whole sequences. */
function atLineEnds(output: CommandOutput): CommandOutput {
  const pieces = output.pieces.map((piece, index): Piece => {
    const from = piece.leftOutBytes > 0 ? firstBoundary(piece.bytes) : 0;
    const isCut = (output.pieces[index + 1]?.leftOutBytes ?? 0) > 0;
    const to = isCut ? Math.max(from, lastBoundary(piece.bytes)) : piece.bytes.length;
    const before = index > 0 && piece.leftOutBytes > 0 ? lostAtEnd(output.pieces[index - 1]) : 0;
    return {
      seq: piece.seq + from,
      bytes: piece.bytes.subarray(from, to),
      leftOutBytes: piece.leftOutBytes > 0 ? piece.leftOutBytes + from + before : 0,
    };
  });
  return { ...output, pieces };
}

function lostAtEnd(piece: Piece | undefined): number {
  return piece ? piece.bytes.length - lastBoundary(piece.bytes) : 0;
}

function firstBoundary(bytes: Buffer): number {
  const start = bytes.subarray(0, CUT_SEARCH_BYTES);
  const newline = start.indexOf(0x0a);
  if (newline !== -1) return newline + 1;
  return Math.max(0, start.indexOf(0x1b));
}

function lastBoundary(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - CUT_SEARCH_BYTES);
  const end = bytes.subarray(from);
  const newline = end.lastIndexOf(0x0a);
  if (newline !== -1) return from + newline + 1;
  const sequence = end.lastIndexOf(0x1b);
  return sequence === -1 ? bytes.length : from + sequence;
}

/** Two thirds from the beginning, one from the end, whole lines where they are not too long. */
function headAndTail(text: string, maxChars: number): string {
  const mark = "\n[...]\n";
  const room = maxChars - mark.length;
  const headEnd = Math.floor((room * 2) / 3);
  const tailStart = text.length - (room - headEnd);
  const lineEnd = text.lastIndexOf("\n", headEnd);
  const lineStart = text.indexOf("\n", tailStart) + 1;
  const head = text.slice(0, lineEnd > headEnd / 2 ? lineEnd : headEnd);
  const tail = text.slice(lineStart > 0 && lineStart < text.length - room / 6 ? lineStart : tailStart);
  return (head + mark + tail).toWellFormed();
}

function omission(bytes: number): string {
  return `[${size(bytes)} left out]`;
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
