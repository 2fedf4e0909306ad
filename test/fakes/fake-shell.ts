// A shell that writes the marks of images/base and runs nothing. It keeps all that it wrote, for whoever resumes it.
import type { ShellStream } from "../../orchestrator/core/ports.ts";

export class FakeShell implements ShellStream {
  static #count = 0;
  readonly id = `shell${++FakeShell.#count}`;
  #written = Buffer.alloc(0);
  readonly #nonce: string;
  readonly #print: (line: string) => string;
  #from = 0;
  #onData: (bytes: Uint8Array) => void = () => {};
  #onEnd: (exit: number | null) => void = () => {};

  /** @param print told of each line that is typed; answers what it prints */
  constructor(nonce: string, print: (line: string) => string = (line) => `output of ${line}`) {
    this.#nonce = nonce;
    this.#print = print;
    this.#say(this.#prompt());
  }

  /** Only the newest connection gets what is written, and all from `seq` on. */
  resumed(seq: number): this {
    this.#from = seq;
    return this;
  }

  #mark(kind: string): string {
    return `\x1b]7770;${this.#nonce};${kind}\x07`;
  }

  #prompt(): string {
    return `${this.#mark("P;0;root;/root")}${this.#mark("A")}# ${this.#mark("B")}`;
  }

  /** A line ending in a backslash asks for more; `exit` ends the shell; `hang` never comes back. */
  write(bytes: Uint8Array): void {
    const line = Buffer.from(bytes).toString("utf8").replace(/\r$/, "");
    const printed = this.#print(line);
    this.#say(`${line}\r\n`);
    if (line === "exit") this.#onEnd(0);
    else if (line.endsWith("\\")) this.#say(`${this.#mark("F")}> ${this.#mark("G")}`);
    else if (line === "hang") this.#say(this.#mark("C;0"));
    else this.#run(printed);
  }

  /** What `hang` started prints this and ends. */
  finish(output: string): void {
    this.#say(`${output}\r\n${this.#mark("D;0;0")}${this.#prompt()}`);
  }

  /** Types a line whose command prints this. */
  run(line: string, output: string): void {
    this.#say(`${line}\r\n`);
    this.#run(output);
  }

  /** It is killed, as is all else on its machine. */
  vanish(): void {
    this.#onEnd(null);
  }

  #run(output: string): void {
    this.#say(`${this.#mark("C;0")}${output}\r\n${this.#mark("D;0;0")}${this.#prompt()}`);
  }

  #say(text: string): void {
    const bytes = Buffer.from(text);
    this.#written = Buffer.concat([this.#written, bytes]);
    this.#onData(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
    listener(this.#written.subarray(this.#from));
  }

  onLost(): void {}

  onEnd(listener: (exit: number | null) => void): void {
    this.#onEnd = listener;
  }

  async resize(): Promise<void> {}
  pause(): void {}
  resume(): void {}
  async close(): Promise<void> {}
}
