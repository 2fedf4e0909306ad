// Whether an editor changed something: files are compared before and after, from outside the machine.
import { editedFiles } from "../core/diagnosis/editors.ts";
import { isScratch } from "../core/diagnosis/found-command.ts";
import { LineReader } from "../core/diagnosis/line-reader.ts";
import type { Sandbox } from "../core/ports.ts";
import type { Command } from "../protocol/timeline.ts";

/** Files of one command that are compared; nobody edits more at a time. */
const MAX_FILES = 8;

type States = Awaited<ReturnType<Sandbox["fileStates"]>>;

interface Editing {
  readonly paths: readonly string[];
  /** Null where the engine or the machine did not answer. */
  readonly before: Promise<States | null>;
  isBeforeKnown: boolean;
}

/** Looks after the editors of one terminal. */
export class EditWatch {
  readonly #sandbox: Sandbox;
  readonly #lines = new LineReader();
  readonly #editing = new Map<string, Editing>();
  readonly #edited = new Map<string, Promise<boolean | null>>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** To be told of each command at its start; nothing is asked of the engine for one that is no editor, or for mere notes. */
  started(command: Command): void {
    const paths = this.#lines
      .read(command)
      .simple.flatMap(({ argv }) => editedFiles(argv, command.cwd))
      .filter((path) => !isScratch(path, command.cwd))
      .slice(0, MAX_FILES);
    if (paths.length === 0) return;
    const before = this.#states(command, paths);
    const editing: Editing = { paths, before, isBeforeKnown: false };
    void before.then(() => {
      editing.isBeforeKnown = true;
    });
    this.#editing.set(command.id, editing);
  }

  /** To be told of each command at its end, before the next one can change the same files. */
  ended(command: Command): void {
    const editing = this.#editing.get(command.id);
    if (!editing) return;
    this.#editing.delete(command.id);
    this.#edited.set(command.id, this.#compare(command, editing));
  }

  /** Whether a command that ended changed one of its files; null for no editor, and where it can't be told. */
  async edited(command: Command): Promise<boolean | null> {
    const edited = await this.#edited.get(command.id);
    this.#edited.delete(command.id);
    return edited ?? null;
  }

  async #compare(command: Command, { paths, before, isBeforeKnown }: Editing): Promise<boolean | null> {
    const [was, is] = await Promise.all([before, this.#states(command, paths)]);
    if (!was || !is) return null;
    if (paths.some((path) => was[path] !== is[path])) return true;
    // What was taken for the state before may have come from after the change.
    return isBeforeKnown ? false : null;
  }

  async #states(command: Command, paths: readonly string[]): Promise<States | null> {
    return await this.#sandbox.fileStates(command.machine, paths).catch(() => null);
  }
}
