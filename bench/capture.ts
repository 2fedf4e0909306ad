// What capture costs: terminals whose shells write marks, beside the same terminals without marks, scanner and commands.
import { Bulk, Echo, FollowedLogs, Typing } from "./capture/loads.ts";
import { logPieces, scanSpeed, sessionPieces } from "./capture/scan-speed.ts";
import { momentsOf, readSession, withoutMarks } from "./capture/session.ts";
import { type Mode, Terminals } from "./capture/terminals.ts";
import { type Figure, figure, median } from "./figures.ts";

const PEOPLE = 50;
/** How long each load is kept up in one run, in milliseconds. */
const LOGS_MS = 3_000;
const TYPING_MS = 7_000;
/** In the run that does not count: each person plays the whole session, so that all code is warm. */
const WARM_PACE = 10;
const SCAN_MS = 100;
/** Keys that are echoed in one run, and before the other side has its turn. */
const KEYS = 600;
const KEYS_PER_TURN = 50;
const BULK_MB = 32;

/** What is measured of terminals, by name, with its unit. */
const UNITS = {
  "50 followed logs": "% of a core",
  "50 people typing": "% of a core",
  "100 MB of output": "ms of CPU",
  "echo of a key": "ms",
} as const;
type Name = keyof typeof UNITS;
const NAMES: readonly Name[] = ["50 followed logs", "50 people typing", "100 MB of output", "echo of a key"];

/** Measures both sides by turns, after one run of each that does not count. */
export async function benchCapture(options: { runs: number; tell: (line: string) => void }): Promise<Figure[]> {
  const { runs, tell } = options;
  await using captured = await Side.open("captured");
  await using plain = await Side.open("plain");
  const [ours, reference] = [captured.values, plain.values];
  for (let run = 0; run <= runs; run += 1) {
    // Whoever comes second finds the machine warmer: they swap.
    const sides = run % 2 === 0 ? [captured, plain] : [plain, captured];
    for (const side of sides) await side.measure("50 followed logs", () => side.logs.run(LOGS_MS));
    for (const side of sides)
      await side.measure("50 people typing", () => side.typing.run(TYPING_MS, run === 0 ? WARM_PACE : 1));
    for (const side of sides) await side.measure("100 MB of output", () => side.bulk.run(BULK_MB));
    const took = new Map<Side, number[]>(sides.map((side) => [side, []]));
    for (let keys = 0; keys < KEYS; keys += KEYS_PER_TURN) {
      for (const side of sides) took.get(side)?.push(...(await side.echo.run(KEYS_PER_TURN)));
    }
    for (const side of sides) await side.measure("echo of a key", async () => median(took.get(side) ?? []));
    if (run === 0) {
      for (const side of sides) side.forget();
      tell("warm-up done");
    } else {
      const now = NAMES.map((name) => `${name} ${ratio(ours[name].at(-1), reference[name].at(-1))}`);
      tell(`run ${run} of ${runs}: ${now.join(", ")}`);
    }
  }
  await captured.checkCapture();
  return [...NAMES.map((name) => figure(name, UNITS[name], ours[name], reference[name])), ...scanFigures(runs)];
}

/** A process of terminals, with what happens there and what was measured. */
class Side implements AsyncDisposable {
  readonly logs: FollowedLogs;
  readonly typing: Typing;
  readonly bulk: Bulk;
  readonly echo: Echo;
  readonly values: Record<Name, number[]> = {
    "50 followed logs": [],
    "50 people typing": [],
    "100 MB of output": [],
    "echo of a key": [],
  };
  readonly #terminals: Terminals;

  private constructor(terminals: Terminals) {
    this.#terminals = terminals;
    const { lines, mode } = terminals;
    const [bulk, echo, ...others] = lines;
    if (!bulk || !echo) throw new Error("There are too few terminals.");
    const { moments, lengthMs } = momentsOf(readSession());
    const played = mode === "captured" ? moments : withoutMarks(moments);
    this.logs = new FollowedLogs(terminals, others.slice(0, PEOPLE));
    this.typing = new Typing(terminals, others.slice(PEOPLE), played, lengthMs);
    this.bulk = new Bulk(terminals, bulk);
    this.echo = new Echo(echo);
  }

  static async open(mode: Mode): Promise<Side> {
    return new Side(await Terminals.open(mode, 2 + 2 * PEOPLE));
  }

  async measure(name: Name, value: () => Promise<number>): Promise<void> {
    this.values[name].push(await value());
  }

  /** Lets go of the warm-up. */
  forget(): void {
    for (const name of NAMES) this.values[name].length = 0;
  }

  /** @throws Error where hardly a command was captured, since then the figures say nothing */
  async checkCapture(): Promise<void> {
    const { commands, shown } = await this.#terminals.use();
    if (commands < PEOPLE || shown < commands) {
      throw new Error(`Only ${commands} commands were captured, and the output of ${shown}.`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#terminals[Symbol.asyncDispose]();
  }
}

function scanFigures(runs: number): Figure[] {
  const sources = {
    "scanner, a log": logPieces(),
    "scanner, marks": sessionPieces(momentsOf(readSession()).moments),
  };
  return Object.entries(sources).map(([name, pieces]) => {
    scanSpeed(pieces, SCAN_MS);
    const speeds = Array.from({ length: runs }, () => scanSpeed(pieces, SCAN_MS));
    const [scanned, copied] = [speeds.map((speed) => speed.scanned), speeds.map((speed) => speed.copied)];
    return figure(name, "MB/s", scanned, copied);
  });
}

function ratio(ours = Number.NaN, reference = Number.NaN): string {
  return (ours / reference).toFixed(2);
}
