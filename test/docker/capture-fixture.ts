// A terminal on a real machine with all that is captured of it.
import { randomBytes } from "node:crypto";
import type { Sandbox } from "../../orchestrator/core/ports.ts";
import { EditWatch } from "../../orchestrator/http/edit-watch.ts";
import type { ShownOutput } from "../../orchestrator/protocol/diagnosis.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { Terminal } from "../../orchestrator/terminal/terminal.ts";
import { FakeViewer } from "../fakes/fake-viewer.ts";
import { eventually } from "./eventually.ts";

const SIZE = { cols: 100, rows: 30 };

/** A command that ended, with what it showed; `edited` as the timeline tells it. */
export interface Captured extends ShownOutput {
  readonly line: string;
  readonly exit: number | null;
  readonly user: string;
  readonly edited: boolean | null;
}

export class CapturedTerminal extends FakeViewer {
  readonly captured: Captured[] = [];
  readonly events: string[] = [];
  readonly nonce: string;
  readonly #terminal: Terminal;
  readonly #edits: EditWatch;
  #told: Promise<void> = Promise.resolve();
  #output = "";
  #typedAt = 0;

  private constructor(box: Sandbox, nonce: string, stream: Awaited<ReturnType<Sandbox["openShell"]>>) {
    super();
    this.nonce = nonce;
    this.#edits = new EditWatch(box);
    this.#terminal = Terminal.open({
      id: "t",
      machine: "web",
      stream,
      size: SIZE,
      nonce,
      now: Date.now,
      onCommand: (kind, command) => {
        if (kind === "command-started") this.#edits.started(command);
        else this.#edits.ended(command);
      },
      onShown: (command, shown) => this.#shown(command, shown),
      onSilenced: () => this.events.push("silenced"),
      onForged: () => this.events.push("forged"),
      onEnd: () => this.events.push("end"),
    });
    // Watching, so that the shell never waits for it.
    this.#terminal.attach(0, this, () => undefined, true);
  }

  /** Opens a shell and waits for its prompt. */
  static async open(box: Sandbox): Promise<CapturedTerminal> {
    const nonce = randomBytes(8).toString("hex");
    const env = { TERM: "xterm-256color", COLORTERM: "truecolor", TERM_SESSION_ID: nonce };
    const terminal = new CapturedTerminal(box, nonce, await box.openShell("web", { ...SIZE, env }));
    await terminal.sees("# ");
    return terminal;
  }

  /** Types keys as they are. */
  keys(text: string): void {
    this.#typedAt = this.#output.length;
    this.#terminal.type(Buffer.from(text), this);
  }

  /** Waits until the output since the last keys has this text in it. */
  async sees(text: string | RegExp): Promise<void> {
    const since = () => this.#output.slice(this.#typedAt);
    await eventually(
      () => (typeof text === "string" ? since().includes(text) : text.test(since())),
      `${text} is shown`,
    );
  }

  /** Types a line, waits for its end, and says what it showed. */
  async run(line: string): Promise<Captured> {
    return await this.next(() => this.keys(`${line}\r`));
  }

  /** Does something and gives the next command that ends. */
  async next(act: () => void): Promise<Captured> {
    const already = this.captured.length;
    act();
    return await eventually(() => this.captured[already], "a command ends");
  }

  async resize(cols: number, rows: number): Promise<void> {
    await this.#terminal.resize(cols, rows);
  }

  async close(): Promise<void> {
    await this.#terminal.close();
    await this.#terminal.settled();
    await this.#told;
  }

  #shown(command: Command, shown: ShownOutput): void {
    this.#told = this.#told.then(async () => {
      const edited = await this.#edits.edited(command);
      this.captured.push({ ...shown, line: command.text, exit: command.exit, user: command.user, edited });
    });
  }

  override output(bytes: Uint8Array): void {
    this.#output += Buffer.from(bytes).toString("utf8");
  }
}
