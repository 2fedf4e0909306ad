// `npm run bench -- <name>`: measures, prints a table or one JSON document.
import { parseArgs } from "node:util";
import { engineAddresses, needAddress } from "../orchestrator/docker/find-engine.ts";
import { benchCapture } from "./capture.ts";
import { type Figure, table } from "./figures.ts";
import { benchStart } from "./start.ts";
import { benchTerminal } from "./terminal.ts";

const USAGE = `npm run bench -- start|capture|terminal [--json] [--runs N] [--lab ID] [--quick] [--peers]

  start      click to prompt and its parts, beside the engine's own calls
  capture    terminals with capture, beside the same without; needs no engine
  terminal   terminals beside the engine's own exec, and beside ttyd where TTYD is its path
  --json     one JSON document on stdout (use npm run --silent)
  --runs N   how often each is measured (default 5)
  --lab ID   the lab that start starts (default disk-full-logs)
  --quick    terminal: less output and shorter floods, to see that it works
  --peers    terminal: beside wetty too, which is installed from npm into the folder for temporary files
`;

interface BenchOptions {
  readonly runs: number;
  readonly lab: string;
  readonly quick: boolean;
  readonly peers: boolean;
  readonly ttyd: string | undefined;
  /** Where the engine is; looked for when it is needed. */
  readonly dockerHost: () => Promise<string>;
  /** Takes a line of progress. */
  readonly tell: (line: string) => void;
}

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Figure[]>>> = {
  start: benchStart,
  capture: benchCapture,
  terminal: benchTerminal,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
    runs: { type: "string", default: "5" },
    lab: { type: "string", default: "disk-full-logs" },
    quick: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
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
    quick: values.quick,
    peers: values.peers,
    ttyd: process.env.TTYD,
    dockerHost: () => needAddress(engineAddresses(process.env, process.getuid?.() ?? null)),
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(values.json ? `${JSON.stringify({ figures })}\n` : table(figures));
}
