// `npm run bench -- <name>`: measures, prints a table or one JSON document.
import { parseArgs } from "node:util";
import { engineAddresses, needAddress } from "../orchestrator/docker/find-engine.ts";
import { benchCapture } from "./capture.ts";
import { type Figure, table } from "./figures.ts";
import { benchStart } from "./start.ts";

const USAGE = `npm run bench -- start|capture [--json] [--runs N] [--lab ID]

  start      click to prompt and its parts, beside the engine's own calls
  capture    terminals with capture, beside the same without; needs no engine
  --json     one JSON document on stdout (use npm run --silent)
  --runs N   how often each is measured (default 5)
  --lab ID   the lab that is started (default disk-full-logs)
`;

interface BenchOptions {
  readonly runs: number;
  readonly lab: string;
  /** Where the engine is; looked for when it is needed. */
  readonly dockerHost: () => Promise<string>;
  /** Takes a line of progress. */
  readonly tell: (line: string) => void;
}

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Figure[]>>> = {
  start: benchStart,
  capture: benchCapture,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
    runs: { type: "string", default: "5" },
    lab: { type: "string", default: "disk-full-logs" },
  },
});
const bench = benches[positionals[0] ?? ""];
const runs = Number(values.runs);
if (values.help) {
  process.stdout.write(USAGE);
} else if (bench === undefined || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const figures = await bench({
    runs,
    lab: values.lab,
    dockerHost: () => needAddress(engineAddresses(process.env, process.getuid?.() ?? null)),
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(values.json ? `${JSON.stringify({ figures })}\n` : table(figures));
}
