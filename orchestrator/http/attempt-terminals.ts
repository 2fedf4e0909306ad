// The terminals of one attempt: at most a handful open, each with its own nonce for the shell's marks.
import { LabError } from "../core/lab-error.ts";
import type { Sandbox, ShellStream } from "../core/ports.ts";
import type { TerminalView } from "../protocol/attempts.ts";
import type { ShownOutput } from "../protocol/diagnosis.ts";
import type { Command, TimelineBody } from "../protocol/timeline.ts";
import type { RecordingHead, Recordings } from "../terminal/recording/recordings.ts";
import { Terminal, type TerminalOptions } from "../terminal/terminal.ts";
import { EditWatch } from "./edit-watch.ts";
import type { Log } from "./log.ts";
import type { PastTerminals } from "./past-terminals.ts";
import { openRecording, resumeTerminal } from "./recorded-terminals.ts";

/** Open terminals per attempt. Many execs in one container make an engine slow to remove it. */
export const MAX_TERMINALS = 6;
/** Until a viewer tells the size of its screen. */
export const FIRST_SIZE = { cols: 80, rows: 24 };

/** Why a terminal is closed, as the timeline says it. */
export type CloseReason = Extract<TimelineBody, { kind: "terminal-closed" }>["reason"];

export interface TerminalsOptions {
  /** The attempt's id. */
  readonly attempt: string;
  readonly recordings: Recordings;
  readonly log: Log;
  /** Random text of letters and digits. */
  readonly newId: () => string;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  readonly tell: (body: TimelineBody) => void;
  /** Something in the list of terminals changed. */
  readonly changed: () => void;
  /** A shell on a machine ended without a word. */
  readonly lost: (machine: string) => void;
}

interface Entry {
  readonly terminal: Terminal;
  readonly name: string;
  /** Set before we close it ourselves; otherwise the shell ended by itself. */
  closing: CloseReason | null;
}

/** A shell on its way. */
interface Opening {
  readonly machine: string;
  /** Why it is closed as soon as it comes: `abandon` met it. */
  abandoned: CloseReason | null;
}

export class AttemptTerminals {
  readonly #options: TerminalsOptions;
  readonly #entries = new Map<string, Entry>();
  /** Those that are open, and those whose last commands are not told with what they showed yet. */
  readonly #shells = new Set<Terminal>();
  #telling: Promise<void> = Promise.resolve();
  #over = false;
  readonly #opening = new Set<Opening>();
  #resuming: Promise<void> = Promise.resolve();

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  get(id: string): Terminal | null {
    return this.#entries.get(id)?.terminal ?? null;
  }

  views(): TerminalView[] {
    return [...this.#entries.values()].map(({ terminal, name }) => ({
      id: terminal.id,
      machine: terminal.machine,
      name,
      open: terminal.open,
    }));
  }

  /**
   * Opens a shell.
   *
   * @param hostname of the machine, for the terminal's name
   * @throws LabError("no-capacity") when enough are open, LabError("wrong-state") when the machine went meanwhile
   */
  async open(sandbox: Sandbox, machine: string, hostname: string): Promise<TerminalView> {
    const open = this.views().filter((view) => view.open).length;
    if (open + this.#opening.size >= MAX_TERMINALS) {
      throw new LabError("no-capacity", `${MAX_TERMINALS} terminals are open already.`, "Close one of them first.");
    }
    const opening: Opening = { machine, abandoned: null };
    this.#opening.add(opening);
    try {
      const nonce = this.#options.newId();
      const env = { TERM: "xterm-256color", COLORTERM: "truecolor", TERM_SESSION_ID: nonce };
      const stream = await sandbox.openShell(machine, { ...FIRST_SIZE, env });
      if (opening.abandoned) {
        // Read to its end, which comes with that of its machine.
        stream.resume();
        throw new LabError("wrong-state", "The machine went before its shell was there.", "Try again when it is back.");
      }
      const id = this.#options.newId();
      const name = this.#freeName(hostname);
      const head = { terminal: id, machine, name, shell: stream.id, nonce, openedAtMs: this.#options.now() };
      const { attempt, recordings } = this.#options;
      const recorder = openRecording(this.#options, id, (options) => recordings.create(attempt, head, options));
      this.#keep(
        Terminal.open({ ...this.#terminalOptions(sandbox, head, stream), ...(recorder && { recorder }) }),
        name,
      );
      this.#options.tell({ kind: "terminal-opened", terminal: id, machine });
      this.#options.changed();
      return { id, machine, name, open: true };
    } finally {
      this.#opening.delete(opening);
    }
  }

  /**
   * Takes up the shells of an orchestrator before this one. Those that are gone are told so.
   *
   * @param past what the timeline tells so far
   */
  async resume(sandbox: Sandbox, past: PastTerminals): Promise<void> {
    this.#resuming = this.#resumeAll(sandbox, past);
    await this.#resuming;
  }

  async #resumeAll(sandbox: Sandbox, past: PastTerminals): Promise<void> {
    const { attempt, recordings, log } = this.#options;
    const heads = past.open.length === 0 ? [] : recordings.heads(attempt);
    const wanted = heads
      .filter(({ terminal }) => past.open.includes(terminal))
      .map((head): [RecordingHead, Opening] => [head, { machine: head.machine, abandoned: null }]);
    for (const [, opening] of wanted) this.#opening.add(opening);
    const closed = new Map<string, CloseReason>(past.open.map((id) => [id, "orchestrator-restarted"]));
    for (const [head, opening] of wanted) {
      try {
        // The attempt may end meanwhile.
        if (!opening.abandoned) {
          const make = (stream: ShellStream) => this.#terminalOptions(sandbox, head, stream, past);
          this.#keep(await resumeTerminal(this.#options, sandbox, head, past, make), head.name);
          closed.delete(head.terminal);
        } else closed.set(head.terminal, opening.abandoned);
        if (opening.abandoned) this.#abandonOne(head.terminal, opening.abandoned);
      } catch (error) {
        log.error({ attempt, terminal: head.terminal, err: error }, "a terminal could not be taken up again");
      } finally {
        this.#opening.delete(opening);
      }
    }
    for (const [terminal, reason] of closed) {
      this.#options.tell({ kind: "terminal-closed", terminal, exit: null, reason });
    }
    sandbox.endOtherShells();
  }

  #terminalOptions(sandbox: Sandbox, head: RecordingHead, stream: ShellStream, past?: PastTerminals): TerminalOptions {
    const { terminal: id, machine, nonce } = head;
    const { now, tell } = this.#options;
    const edits = new EditWatch(sandbox);
    const tellOnce = (kind: "marks-silenced" | "marks-forged"): void => {
      if (!past?.told.has(`${kind} ${id}`)) tell({ kind, terminal: id });
    };
    return {
      id,
      machine,
      stream,
      size: FIRST_SIZE,
      nonce,
      now,
      onCommand: (kind, command) => {
        tell({ kind, command });
        if (kind === "command-started") edits.started(command);
        else edits.ended(command);
      },
      onShown: (command, shown) => this.#shown(command, shown, edits),
      onSilenced: () => tellOnce("marks-silenced"),
      onForged: () => tellOnce("marks-forged"),
      onLost: (bytes) => tell({ kind: "output-lost", terminal: id, bytes }),
      onEnd: (exit) => this.#ended(id, exit),
    };
  }

  #keep(terminal: Terminal, name: string): void {
    this.#forgetEnded();
    this.#entries.set(terminal.id, { terminal, name, closing: null });
    this.#shells.add(terminal);
  }

  /** Closes a terminal at the candidate's wish and takes it from the list. */
  async close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.closing ??= "closed";
    await entry.terminal.close();
    this.#entries.delete(id);
    this.#options.changed();
  }

  /** Forgets all terminals, or those of one machine, because the machine is gone or about to go. */
  abandon(reason: CloseReason, machine?: string): void {
    for (const opening of this.#opening) if (!machine || opening.machine === machine) opening.abandoned ??= reason;
    for (const [id, { terminal }] of [...this.#entries]) {
      if (!machine || terminal.machine === machine) this.#abandonOne(id, reason);
    }
  }

  #abandonOne(id: string, reason: CloseReason): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.closing ??= reason;
    entry.terminal.abandon();
    this.#entries.delete(id);
  }

  #shown(command: Command, shown: ShownOutput, edits: EditWatch): void {
    this.#telling = this.#telling.then(async () => {
      const edited = await edits.edited(command);
      if (!this.#over) this.#options.tell({ kind: "command-shown", command: command.id, shown, edited });
    });
  }

  /** Resolves when all that ended commands showed is told; nothing more is told afterwards. */
  async settle(): Promise<void> {
    await this.#resuming;
    await Promise.all([...this.#shells].map((terminal) => terminal.settled()));
    await this.#telling;
    this.#over = true;
  }

  #ended(id: string, exit: number | null): void {
    const entry = this.#entries.get(id);
    const reason = entry?.closing ?? (exit === null ? "shell-lost" : "shell-ended");
    this.#options.tell({ kind: "terminal-closed", terminal: id, exit, reason });
    if (entry && reason === "shell-lost") this.#options.lost(entry.terminal.machine);
    for (const shell of this.#shells) if (!shell.open) void shell.settled().then(() => this.#shells.delete(shell));
    this.#options.changed();
  }

  /** Keeps the newest ended terminals, so that their last output can still be read. */
  #forgetEnded(): void {
    const ended = [...this.#entries].filter(([, entry]) => !entry.terminal.open);
    for (const [id] of ended.slice(0, Math.max(0, ended.length - MAX_TERMINALS + 1))) this.#entries.delete(id);
  }

  #freeName(hostname: string): string {
    const taken = new Set([...this.#entries.values()].map((entry) => entry.name));
    let name = hostname;
    for (let number = 2; taken.has(name); number += 1) name = `${hostname} (${number})`;
    return name;
  }
}
