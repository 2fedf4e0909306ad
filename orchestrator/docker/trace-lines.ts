// Lines of the trace's helper: bpftrace's JSON around the fields that images/trace/programs.bt prints.
import { z } from "zod";
import type { ProgramStart } from "../core/ports.ts";

/** What a line tells. `init` is the host's process id of the PID 1 in whose namespace a program was started. */
export type TraceLine =
  | { readonly kind: "ready" }
  | { readonly kind: "lost" }
  | { readonly kind: "start"; readonly init: number; readonly start: Omit<ProgramStart, "machine"> }
  /** Anything else, mostly why it does not work. */
  | { readonly kind: "other"; readonly text: string };

const line = z.union([
  z.object({ type: z.literal("printf"), data: z.string() }),
  z.object({ type: z.enum(["attached_probes", "lost_events"]) }),
]);

const whole = z.coerce.number().int().min(0);
/** Time, PID 1, process, parent, group, foreground, arguments; the path, in which anything may stand, is what is left. */
const fields = z.tuple([z.string().regex(/^\d{16}$/), whole, whole, whole, whole, z.enum(["0", "1"]), z.string()]);

/** Reads one line. Its time is held to what can be true, as that of the marks is: it may reach us late, never early. */
export function readTraceLine(text: string, nowMs: number): TraceLine {
  const parsed = line.safeParse(fromJson(text));
  if (!parsed.success) return { kind: "other", text };
  if (parsed.data.type !== "printf") return { kind: parsed.data.type === "lost_events" ? "lost" : "ready" };
  const parts = parsed.data.data.split("\t");
  const head = fields.safeParse(parts.slice(0, 7));
  if (!head.success) return { kind: "other", text };
  const [micros, init, pid, parent, group, foreground, args] = head.data;
  const atMs = Math.min(Math.round(Number(micros) / 1000), nowMs);
  const program = parts.slice(7).join("\t").replace(/\n$/, "");
  return {
    kind: "start",
    init,
    start: { atMs, pid, parent, group, foreground: foreground === "1", program, args: words(args) },
  };
}

/** The kernel ends each argument by a zero byte, which bpftrace writes like every byte that is not printable. */
function words(args: string): string[] {
  const split = args.split("\\x00");
  return split.at(-1) === "" ? split.slice(0, -1) : split;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses undefined like any other wrong shape.
    return undefined;
  }
}
