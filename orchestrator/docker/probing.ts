// Probes and looks: asks a helper one question and reads its answer without trusting it.
import { z } from "zod";
import type { ProbeInput, ProbeResult } from "../core/ports.ts";
import { finding } from "../protocol/checks.ts";
import type { Helper } from "./helper.ts";

const answer = z.object({
  finding,
  saw: z.string().max(1000),
  keep: z.record(z.string().max(200), z.unknown()),
  detail: z
    .string()
    .max(64 * 1024)
    .default(""),
});

/** What the candidate reads when a probe of ours failed. It says nothing of ours. */
const NO_ANSWER = "This could not be looked at.";

/** The most that goes to the log of a probe that gave no answer, in characters. */
const DETAIL_CHARS = 4000;

/** A result that counts against nobody. */
export function couldNotTell(detail: string): ProbeResult {
  return { finding: "could-not-tell", saw: NO_ANSWER, detail, keep: {} };
}

/** Sends the question to a helper that said `ready`, and reads its answer. */
export async function question(
  helper: Helper,
  mode: "probe" | "look",
  input: ProbeInput,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const { script, params, args, kept } = input;
  const output = await helper.ask(JSON.stringify({ mode, script, params, args, kept }), signal);
  if (output === null) return couldNotTell(`no answer in time; so far: ${helper.output().slice(-DETAIL_CHARS)}`);
  return readAnswer(output);
}

/** The answer in the last line of a helper's output. Whatever is not one is "could not tell". */
export function readAnswer(output: string): ProbeResult {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const parsed = answer.safeParse(fromJson(last));
  if (!parsed.success) return couldNotTell(`not an answer: ${output.slice(-DETAIL_CHARS)}`);
  if (parsed.data.finding === "could-not-tell") return couldNotTell(parsed.data.detail);
  return parsed.data;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses undefined like any other wrong shape.
    return undefined;
  }
}
