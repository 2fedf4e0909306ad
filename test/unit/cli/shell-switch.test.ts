import { expect, it } from "vitest";
import { type Screen, ShellSwitch } from "../../../orchestrator/cli/shell-switch.ts";
import { FakeSandbox } from "../../fakes/fake-engine.ts";
import { FakeShell } from "../../fakes/fake-shell.ts";

/** A sandbox with two machines that notes what is typed into each. */
class TwoMachines extends FakeSandbox {
  override readonly shells = new Map<string, FakeShell>();
  readonly lines: string[] = [];

  constructor() {
    const request = { owner: "o", expiresAtMs: 0, machines: ["web", "db"], draw: () => [], onStep: () => {} };
    super(request, { probe: () => ({}), look: () => ({}), run: () => ({}), settings: () => [], print: () => "" });
  }

  override async openShell(machine: string): Promise<FakeShell> {
    const shell = new FakeShell("", (line) => {
      this.lines.push(`${machine}: ${line}`);
      return "";
    });
    this.shells.set(machine, shell);
    return shell;
  }
}

function screen(): Screen & { type(line: string): void; printed: string[] } {
  let sink: (bytes: Uint8Array) => void = () => {};
  const printed: string[] = [];
  return {
    size: { cols: 80, rows: 24 },
    connect: (next) => {
      sink = next;
    },
    print: (text) => printed.push(text),
    write: () => {},
    type: (line) => sink(Buffer.from(line)),
    printed,
  };
}

it("leaves the keyboard with the shell in view when another machine's shell ends", async () => {
  const sandbox = new TwoMachines();
  const terminal = screen();
  await using shells = new ShellSwitch(sandbox, ["web", "db"], terminal);
  await shells.show();
  await shells.next();
  sandbox.shells.get("web")?.write(Buffer.from("exit"));
  expect(terminal.printed.at(-1)).toContain("the shell on web ended");
  terminal.type("df");
  expect(sandbox.lines).toEqual(["web: exit", "db: df"]);
});

it("opens another shell with the next key when the one in view ended", async () => {
  const sandbox = new TwoMachines();
  const terminal = screen();
  await using shells = new ShellSwitch(sandbox, ["web", "db"], terminal);
  await shells.show();
  const first = sandbox.shells.get("web");
  terminal.type("exit");
  terminal.type("\r");
  await expect.poll(() => sandbox.shells.get("web")).not.toBe(first);
});
