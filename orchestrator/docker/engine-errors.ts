// The one place where what the engine's client throws becomes a failure that a person can act on.
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";

const thrown = z.object({
  message: z.string().catch(""),
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});

const UNREACHABLE = [
  "ENOENT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EACCES",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
];

/** The HTTP status that the engine answered with, or null where it did not answer. */
export function statusOf(error: unknown): number | null {
  return thrown.safeParse(error).data?.statusCode ?? null;
}

/** What the engine said, for telling apart answers that share a status. */
export function messageOf(error: unknown): string {
  return thrown.safeParse(error).data?.message ?? String(error);
}

/** Whether the thing asked for is not there (any more). */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** Whether a subnet is taken by another network. Engines answer with 403, 400 or 500, by version. */
export function isSubnetTaken(error: unknown): boolean {
  return /pool overlaps|overlaps with|already allocated|conflicts with network/i.test(messageOf(error));
}

/**
 * Turns what a call to the engine threw into a LabError. What is a LabError already stays as it is.
 *
 * @param doing what was being done, as in "The engine failed while `doing`."
 */
export function fromEngine(error: unknown, doing: string): LabError {
  if (error instanceof LabError) return error;
  const { message, statusCode, code } = thrown.safeParse(error).data ?? { message: String(error) };
  const because = { cause: error };
  if (statusCode === undefined && code !== undefined && UNREACHABLE.includes(code)) {
    const remedy =
      code === "EACCES"
        ? "Add your user to the group docker, or run as a user who may use the engine's socket."
        : "Start Docker, or set DOCKER_HOST to the engine's address.";
    return new LabError("no-engine", `No Docker Engine answers (${code}).`, remedy, because);
  }
  if (statusCode === 404 && /no such image/i.test(message)) {
    const image = /no such image: (\S+)/i.exec(message)?.[1] ?? "that the lab needs";
    return new LabError(
      "image-missing",
      `The image ${image} is not on the engine.`,
      "Run npm start once; it builds all images.",
      because,
    );
  }
  if (/not running|is paused|no such container|cannot join (network|pid) of/i.test(message)) {
    return new LabError(
      "machine-stopped",
      `The machine is not running (while ${doing}).`,
      "Reset the attempt to get fresh machines.",
      because,
    );
  }
  if (/cannot allocate memory|no space left|resource temporarily unavailable|non-overlapping/i.test(message)) {
    return new LabError(
      "no-capacity",
      `The engine has no room (while ${doing}): ${message.trim()}`,
      "End other attempts, or free memory and disk on the engine's host.",
      because,
    );
  }
  return new LabError(
    "internal",
    `The engine failed while ${doing}: ${message.trim()}`,
    "Look into the log of the orchestrator and of the engine.",
    because,
  );
}

/** How long the engine has for one answer, in milliseconds. A timeout of its sockets would also end idle shells. */
export const ANSWER_MS = 30_000;

/**
 * Runs one call to the engine. What the call throws is thrown as it is, for callers that know some answers.
 *
 * @throws LabError("no-engine") where no answer comes in time; the engine may still do what was asked
 */
export async function answered<T>(doing: string, call: () => Promise<T>, timeMs = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The Docker Engine gave no answer within ${timeMs / 1000} s (while ${doing}).`;
      reject(new LabError("no-engine", message, "Look whether the engine hangs; restart it if docker ps hangs too."));
    }, timeMs);
  });
  try {
    return await Promise.race([call(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs one call to the engine, with a time limit, and throws only LabErrors. */
export async function asking<T>(doing: string, call: () => Promise<T>, timeMs = ANSWER_MS): Promise<T> {
  try {
    return await answered(doing, call, timeMs);
  } catch (error) {
    throw fromEngine(error, doing);
  }
}
