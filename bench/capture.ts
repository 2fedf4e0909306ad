// What capture costs: terminals whose shells write marks, beside the same terminals without marks, scanner and commands.
import { Bulk, Echo, FollowedLogs, Typing } from "./capture/loads.ts";
import { logPieces, markedPieces, scanSpeed, sessionPieces } from "./capture/scan-speed.ts";
import { momentsOf, readSession, withoutMarks } from "./capture/session.ts";
import { type Mode, Terminals } from "./capture/terminals.ts";
import { type Figure, figure, median } from "./figures.ts";

const PEOPLE = 50;
/** Each load in one run: so many turns for each side, each so long. Short turns, so that a busy moment of the machine hits both. */
const LOGS = { turns: 6, ms: 500 };
const TYPING = { turns: 7, ms: 1_000 };
const BULK = { turns: 8, megabytes: 24 };
const ECHO = { turns: 12, keys: 50 };
const SCAN_MS = 100;
/** In the run that does not count: each person plays the whole session, so that all code is warm. */
const WARM_PACE = 10;

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
    // Whoever comes second may find the machine warmer: they swap.
    const sides = run % 2 === 0 ? [captured, plain] : [plain, captured];
    const pace = run === 0 ? WARM_PACE : 1;
    await measure(sides, "50 followed logs", LOGS.turns, ({ logs }) => logs.run(LOGS.ms));
    await measure(sides, "50 people typing", TYPING.turns, ({ typing }) => typing.run(TYPING.ms, pace));
    await measure(sides, "100 MB of output", BULK.turns, ({ bulk }) => bulk.run(BULK.megabytes));
    await measure(sides, "echo of a key", ECHO.turns, async ({ echo }) => median(await echo.run(ECHO.keys)));
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

/** Lets the sides take turns. The value of a run is the median of its turns; of typing the mean, since no two turns are alike. */
async function measure(
  sides: readonly Side[],
  name: Name,
  turns: number,
  value: (side: Side) => Promise<number>,
): Promise<void> {
  const values = new Map(sides.map((side): [Side, number[]] => [side, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const side of sides) values.get(side)?.push(await value(side));
  }
  for (const [side, some] of values) side.values[name].push(name === "50 people typing" ? mean(some) : median(some));
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
  const { moments } = momentsOf(readSession());
  const sources = {
    "scanner, a log": logPieces(),
    "scanner, many marks": markedPieces(moments),
    "scanner, key by key": sessionPieces(moments),
  };
  return Object.entries(sources).map(([name, pieces]) => {
    scanSpeed(pieces, SCAN_MS);
    const speeds = Array.from({ length: runs }, () => scanSpeed(pieces, SCAN_MS));
    const [scanned, copied] = [speeds.map((speed) => speed.scanned), speeds.map((speed) => speed.copied)];
    return figure(name, "MB/s", scanned, copied);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ratio(ours = Number.NaN, reference = Number.NaN): string {
  return (ours / reference).toFixed(2);
}
