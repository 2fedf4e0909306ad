// Terminals and what is recorded of them: one is there whether or not it can be recorded, and the timeline says which.
import type { Sandbox, ShellStream } from "../core/ports.ts";
import type { RecordingTrouble } from "../terminal/recording/recording.ts";
import type { OpenRecording, RecordingHead } from "../terminal/recording/recordings.ts";
import type { Thinned } from "../terminal/recording/thinned.ts";
import { Terminal, type TerminalOptions } from "../terminal/terminal.ts";
import type { TerminalsOptions } from "./attempt-terminals.ts";
import { GoneShell } from "./gone-shell.ts";
import type { PastTerminals } from "./past-terminals.ts";

/**
 * Opens the recording of a terminal.
 *
 * @param past what the timeline tells so far, of a terminal that was there before
 * @returns null where nothing can be recorded
 */
export function openRecording(
  { attempt, log, tell }: Pick<TerminalsOptions, "attempt" | "log" | "tell">,
  terminal: string,
  open: (options: OpenRecording) => Thinned,
  past?: PastTerminals,
): Thinned | null {
  const onTrouble = (reason: RecordingTrouble, error: unknown): void => {
    log.warn({ attempt, terminal, err: error }, `a terminal is not recorded any more: ${reason}`);
    if (past?.told.has(`recording-stopped ${terminal} ${reason}`)) return;
    tell({ kind: "recording-stopped", terminal, reason });
  };
  try {
    return open({ onTrouble });
  } catch (error) {
    onTrouble("failed", error);
    return null;
  }
}

/**
 * Makes a terminal again of what an orchestrator before this one recorded, and takes up its shell. Where that is gone the terminal
 * ends at once.
 *
 * @param past what the timeline tells so far
 */
export async function resumeTerminal(
  options: Pick<TerminalsOptions, "attempt" | "log" | "tell" | "recordings">,
  sandbox: Sandbox,
  head: RecordingHead,
  past: PastTerminals,
  terminalOptions: (stream: ShellStream) => TerminalOptions,
): Promise<Terminal> {
  const { attempt, recordings } = options;
  const { terminal: id, machine, shell, openedAtMs } = head;
  const recorder = openRecording(options, id, (how) => recordings.resume(attempt, head, how), past);
  let stream: ShellStream | null = null;
  try {
    stream = (await sandbox.resumeShell(machine, shell, recorder?.seq ?? 0)) ?? new GoneShell(shell);
    return await Terminal.resume(
      { ...terminalOptions(stream), ...(recorder && { recorder }) },
      {
        openedAtMs,
        // Where the recording can't be gone on with, the machine gives what it still has.
        recorded: recorder ? recordings.read(attempt, id) : nothing(),
        isTold: (kind, command) => past.told.has(`${kind} ${command}`),
        commands: past.commands.get(id) ?? 0,
      },
    );
  } catch (error) {
    recorder?.close();
    // A shell that no terminal shows is not left to run.
    await stream?.close();
    throw error;
  }
}

async function* nothing(): AsyncGenerator<never, void, undefined> {}
