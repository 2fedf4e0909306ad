// A simple command as it was found in a line, with what is needed to judge it; and the paths that it names.
import type { SimpleCommand } from "./model.ts";
import type { Known } from "./scripts.ts";

/** What a placeholder in the words stands for: each file that `find` finds, each line that `xargs` reads. */
export interface Slot {
  /** The placeholder; null where the words are added at the end. */
  readonly token: string | null;
  readonly words: readonly string[];
}

/** What a command runs: words, or a text for a shell. */
export type Inner = { readonly argv: readonly string[] } | { readonly text: string };

export interface FoundCommand extends SimpleCommand {
  /** The folder that it runs in, absolute; null where nothing tells. */
  readonly cwd: string | null;
  /** What it reads from a here-document or an echo before it; null where that is not in the line. */
  readonly stdin: string | null;
  /** Whether it reads from a pipe. */
  readonly piped: boolean;
  /** Files and sockets that it opens by redirection without writing a file. */
  readonly opens: readonly string[];
  readonly slot: Slot | null;
  /** How much is known of the script that it runs; null where it runs none, and where the script is judged as its input. */
  readonly script: Known | null;
  /** Texts that it writes into files, by their absolute paths. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

/** Where nothing is lost and nothing reads: devices, descriptors, and folders for temporary files. */
const SCRATCH =
  /^(\/(tmp|var\/tmp|dev\/shm)\/.|\/dev\/(null|zero|full|tty|stdin|stdout|stderr|(fd|pts|tcp|udp)\/.)|\/proc\/self\/fd\/)/;

/**
 * The absolute path without `.` and `..`; a tilde is root's home, as the labs' shells are root's.
 *
 * @returns null for a relative path where the folder is not known
 */
export function absolutePath(path: string, cwd: string | null): string | null {
  const full = path.replace(/^~(?=\/|$)/, "/root");
  if (!full.startsWith("/") && cwd === null) return null;
  const parts: string[] = [];
  for (const part of (full.startsWith("/") ? full : `${cwd}/${full}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Whether writing to the path changes nothing that matters: /dev/null, a descriptor, or below /tmp. */
export function isScratch(path: string, cwd: string | null): boolean {
  if (path === "-" || /^\$(\(mktemp\b|TMPDIR\b|\{TMPDIR\})/.test(path)) return true;
  const full = absolutePath(path, cwd);
  return full !== null && SCRATCH.test(full);
}
