// How wide characters are, and how many of them one cell holds: the same on the page and for all that renders output.
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { MAX_JOINED } from "./escape-limits.ts";

/** xterm's table of widths. What it says of a character: bit 0 joins it to the cell before, bits 1 and 2 are its width, all above are free. */
interface Widths {
  readonly version: string;
  wcwidth(codepoint: number): 0 | 1 | 2;
  charProperties(codepoint: number, preceding: number): number;
}

interface Unicode {
  register(widths: Widths): void;
  activeVersion: string;
}

const JOINS = 1;
const WIDTH_AND_JOIN = 0b111;
const JOINED_SHIFT = 3;
/** One cell of its own. */
const SINGLE = 1 << 1;

/** Widths of Unicode 11, with a bound on what one cell holds. */
export function setWidths(unicode: Unicode): void {
  const widths = boundedWidths(unicode11());
  unicode.register(widths);
  unicode.activeVersion = widths.version;
}

/** The same widths, but a character that would be one too many in its cell gets a cell of its own. */
function boundedWidths(widths: Widths): Widths {
  return {
    version: `${widths.version}-bounded`,
    wcwidth: (codepoint) => widths.wcwidth(codepoint),
    charProperties: (codepoint, preceding) => {
      const properties = widths.charProperties(codepoint, preceding & WIDTH_AND_JOIN) & WIDTH_AND_JOIN;
      if ((properties & JOINS) === 0) return properties;
      const joined = (preceding >> JOINED_SHIFT) + 1;
      return joined > MAX_JOINED ? SINGLE : (joined << JOINED_SHIFT) | properties;
    },
  };
}

/** The addon gives its table only to a terminal that it is loaded into. */
function unicode11(): Widths {
  const tables: Widths[] = [];
  const catcher = Object.assign(Object.create(null), { unicode: { register: (table: Widths) => tables.push(table) } });
  new Unicode11Addon().activate(catcher);
  const [table] = tables;
  if (!table) throw new Error("@xterm/addon-unicode11 registers no table of widths any more.");
  return table;
}
