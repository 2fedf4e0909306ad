// Types a whole recipe into a terminal of its own.
import type { Sandbox } from "../core/ports.ts";
import { type SessionOptions, TypedSession } from "./typed-session.ts";

export interface Typed {
  /** The end of the session as plain text. */
  readonly tail: string;
  /** Null when every line came back to a prompt. */
  readonly problem: string | null;
}

/** Types all commands into a new shell on a machine, and closes it. */
export async function typeRecipe(
  sandbox: Sandbox,
  machine: string,
  commands: readonly string[],
  options: SessionOptions = {},
): Promise<Typed> {
  await using session = await TypedSession.open(sandbox, machine, options);
  for (const command of commands) await session.type(command);
  return { tail: session.tail, problem: session.problem };
}
