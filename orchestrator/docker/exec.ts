// Processes that the engine starts in a running machine, each connected to a stream of ours.
import type { Container, Exec, ExecCreateOptions } from "dockerode";
import { z } from "zod";
import { answered, asking } from "./engine-errors.ts";

/** A process in a machine and the connection to it. */
export interface Attached {
  readonly exec: Exec;
  readonly stream: NodeJS.ReadWriteStream & { readonly writableLength: number; destroy(): void };
}

/** Starts a process with all its streams attached. It runs when this returns. */
export async function attach(container: Container, doing: string, options: ExecCreateOptions): Promise<Attached> {
  const all = { AttachStdin: true, AttachStdout: true, AttachStderr: true, ...options };
  const exec = await asking(doing, () => container.exec(all));
  const stream = await asking(doing, () =>
    exec.start({ hijack: true, stdin: true, Tty: options.Tty === true, Detach: false }),
  );
  return { exec, stream };
}

const inspected = z.object({ Running: z.boolean(), ExitCode: z.number().nullable() });

/** The exit status of a process that ended, or null where the engine can't tell, for example since the machine is gone. */
export async function exitOf(exec: Exec): Promise<number | null> {
  try {
    const { Running, ExitCode } = inspected.parse(await answered("asking how a process ended", () => exec.inspect()));
    return Running ? null : ExitCode;
  } catch {
    return null;
  }
}
