// A shell that writes the marks of images/base and runs nothing.
import type { ShellStream } from "../../orchestrator/core/ports.ts";

export class FakeShell implements ShellStream {
  readonly id = "fake-shell";
  readonly #nonce: string;
  readonly #print: (line: string) => string;
  #onData: (bytes: Uint8Array) => void = () => {};
  #onEnd: (exit: number | null) => void = () => {};

  /** @param print told of each line that is typed; answers what it prints */
  constructor(nonce: string, print: (line: string) => string = (line) => `output of ${line}`) {
    this.#nonce = nonce;
    this.#print = print;
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
    else if (line !== "hang") this.#run(printed);
  }

  /** Types a line whose command prints this. */
  run(line: string, output: string): void {
    this.#say(`${line}\r\n`);
    this.#run(output);
  }

  #run(output: string): void {
    this.#say(`${this.#mark("C;0")}${output}\r\n${this.#mark("D;0;0")}${this.#prompt()}`);
  }

  #say(text: string): void {
    this.#onData(Buffer.from(text));
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#onData = listener;
    this.#say(this.#prompt());
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
