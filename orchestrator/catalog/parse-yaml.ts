// Parses YAML in a child process with limits on size, time and memory.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Larger files are refused unread. */
export const MAX_YAML_BYTES = 64 * 1024;
/** Far more than a file of that size takes: on a busy computer the child's start alone took 3 s. */
const MAX_PARSE_MS = 10_000;
const MAX_HEAP_MB = 128;
/** Slower than any text that is no attack, on any computer. */
const SLOW_MS = 2000;
/** What texts that are slow or end the process may take in all, in milliseconds: a folder may hold hundreds of them. */
const MAX_LOST_MS = 20_000;

const parsedYaml = z.discriminatedUnion("kind", [
  /** `lines` has the 1-based line of each path, written as JSON. */
  z.object({ kind: z.literal("value"), value: z.unknown(), lines: z.record(z.string(), z.number()) }),
  z.object({ kind: z.literal("bad"), line: z.number(), message: z.string() }),
]);
export type ParsedYaml = z.infer<typeof parsedYaml>;

/** A parser whose process is started when first needed, and again after a text that it did not survive. */
export class YamlParser implements AsyncDisposable {
  #child: ChildProcess | null = null;
  #lostMs = 0;

  /** Parses one text; a text that is too large, too slow or too deep is `bad`, never an exception. One at a time. */
  async parse(text: string): Promise<ParsedYaml> {
    if (Buffer.byteLength(text) > MAX_YAML_BYTES) {
      return { kind: "bad", line: 0, message: `The file is larger than ${MAX_YAML_BYTES / 1024} KB.` };
    }
    if (this.#lostMs > MAX_LOST_MS) {
      return { kind: "bad", line: 0, message: "Files before it were so costly to parse that this one is not tried." };
    }
    this.#child ??= spawnParser();
    const begun = performance.now();
    const answer = await ask(this.#child, text);
    const tookMs = performance.now() - begun;
    if (answer === null || tookMs > SLOW_MS) this.#lostMs += tookMs;
    if (answer !== null) return answer;
    await this[Symbol.asyncDispose]();
    return { kind: "bad", line: 0, message: "The file is nested too deeply or too costly to parse." };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}

function spawnParser(): ChildProcess {
  const script = fileURLToPath(new URL("yaml-child.ts", import.meta.url));
  return spawn(
    process.execPath,
    [`--max-old-space-size=${MAX_HEAP_MB}`, "--disable-warning=ExperimentalWarning", script],
    {
      stdio: ["pipe", "pipe", "ignore"],
      env: {},
    },
  );
}

/** Null when the child died or did not answer in time. */
async function ask(child: ChildProcess, text: string): Promise<ParsedYaml | null> {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) return null;
  const lines = createInterface({ input: stdout });
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const lost = (): void => resolve(null);
  const timer = setTimeout(lost, MAX_PARSE_MS);
  child.once("exit", lost);
  // A child that died while it was written to shows as its exit.
  stdin.once("error", lost);
  lines.once("line", resolve);
  try {
    stdin.write(`${JSON.stringify(text)}\n`);
    const line = await promise;
    return line === null ? null : parsedYaml.parse(JSON.parse(line));
  } finally {
    clearTimeout(timer);
    child.off("exit", lost);
    stdin.off("error", lost);
    lines.close();
  }
}
