import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attemptResult } from "../../orchestrator/protocol/attempts.ts";
import { MarkScanner } from "../../orchestrator/terminal/marks.ts";
import { Recordings } from "../../orchestrator/terminal/recording/recordings.ts";
import { eventually } from "./eventually.ts";
import { Installation, type Orchestrator } from "./orchestrator-fixture.ts";

/** Of a line that types itself: the output has it, the command line does not. */
const numbers = (text: string): number[] => [...text.matchAll(/^line-(\d+)\r?$/gm)].map(([, number]) => Number(number));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What a terminal showed, as far as it was recorded. */
async function recorded(data: string, attempt: string, terminal: string): Promise<string> {
  const recordings = new Recordings(join(data, "recordings"), (file, error) => expect.fail(`${file}: ${error}`));
  const head = recordings.heads(attempt).find((other) => other.terminal === terminal);
  const scanner = new MarkScanner(head?.nonce ?? expect.fail("not recorded"));
  const parts: Buffer[] = [];
  for await (const entry of recordings.read(attempt, terminal)) {
    if (entry.kind === "output") parts.push(scanner.push(entry.bytes).bytes);
    if (entry.kind === "lost") parts.push(Buffer.from(`\n[${entry.bytes} bytes are lost]\n`));
  }
  return Buffer.concat(parts).toString();
}

async function started(installation: Installation, env: Record<string, string>) {
  const orchestrator = await installation.start(env);
  const attempt = await orchestrator.play("silent-port");
  const terminal = attempt.terminals[0]?.id ?? expect.fail("no terminal");
  return { orchestrator, attempt: attempt.id, terminal };
}

const ways = [
  ["dials in", {}],
  // A path that is too long for a socket.
  ["is reached by execs", { SICKBAY_LINES: `/tmp/${"far/".repeat(30)}` }],
] as const;

describe.each(ways)("a shell that %s", (_, env) => {
  it("is the same after each kill of the orchestrator, with every line once on the page and in the recording", async () => {
    await using installation = await Installation.make();
    const { orchestrator, attempt, terminal } = await started(installation, env);
    let current: Orchestrator = orchestrator;
    let shell = await current.attach(attempt, terminal);
    let seen = Buffer.alloc(0);
    // Its echo holds no line that counts. Of builtins alone: a bash whose child ends while Ctrl-C comes goes on with its loop.
    shell.socket.send(
      Buffer.from("exec 9<> <(:); i=0; while ! read -t 0.005 -u 9; do i=$((i+1)); echo line-$i; done\n"),
    );
    for (let kill = 0; kill < 5; kill += 1) {
      const before = shell.output.length;
      await eventually(() => shell.output.length > before + 300, "output flows");
      await current.kill("SIGKILL");
      seen = Buffer.concat([seen, shell.output]);
      current = await installation.start(env);
      shell = await current.attach(attempt, terminal, seen.length);
      expect(shell.messages[0]).toMatchObject({ type: "attached", seq: seen.length });
    }
    shell.socket.send(Buffer.from("\x03"));
    await eventually(() => /\^C.*# /s.test(shell.output.toString()), "the prompt is back");
    shell.socket.send(Buffer.from("echo all-$((1+1))\n"));
    await eventually(() => shell.output.includes("all-2"), "the loop ends");
    const shown = numbers(Buffer.concat([seen, shell.output]).toString());
    expect(shown.length).toBeGreaterThan(200);
    expect(shown).toEqual(upTo(shown.length));
    expect(numbers(await recorded(installation.data, attempt, terminal))).toEqual(shown);
    await eventually(async () => {
      const { timeline } = await current.ask(attemptResult, "get", `/attempts/${attempt}/result`);
      const told = timeline.flatMap(({ body }) => (body.kind === "command-ended" ? [body.command.exit] : []));
      expect([[], [130], [130, 0]]).toContainEqual(told);
      return told.length === 2;
    }, "both commands are told, once each");
  });

  it("goes on after the orchestrator was stopped in order", async () => {
    await using installation = await Installation.make();
    const { orchestrator, attempt, terminal } = await started(installation, env);
    const shell = await orchestrator.attach(attempt, terminal);
    await shell.run("secret=kept");
    expect(await orchestrator.kill("SIGTERM")).toBe(0);
    const second = await installation.start(env);
    const again = await second.attach(attempt, terminal, shell.output.length);
    again.socket.send(Buffer.from('echo "<$secret>"\n'));
    await eventually(() => again.output.includes("<kept>"), "the same shell answers");
  });

  it("that is killed with everything on its machine is told as lost, and another one is there", async () => {
    await using installation = await Installation.make();
    const { orchestrator, attempt, terminal } = await started(installation, env);
    const shell = await orchestrator.attach(attempt, terminal);
    shell.socket.send(Buffer.from("kill -9 -1\n"));
    const { terminals } = await orchestrator.become(
      attempt,
      (now) => now.terminals.some(({ id, open }) => open && id !== terminal),
      "another shell is opened",
    );
    expect(terminals).toMatchObject([{ id: terminal, open: false }, { open: true }]);
    const { timeline } = await orchestrator.ask(attemptResult, "get", `/attempts/${attempt}/result`);
    expect(timeline.map(({ body }) => body)).toContainEqual({
      kind: "terminal-closed",
      terminal,
      exit: null,
      reason: "shell-lost",
    });
    const other = await orchestrator.attach(attempt, terminals[1]?.id ?? "");
    expect(await other.run("true")).toBe(0);
  });

  it("keeps its newest output while nobody is there, and says how much is lost", async () => {
    await using installation = await Installation.make();
    const { orchestrator, attempt, terminal } = await started(installation, env);
    const shell = await orchestrator.attach(attempt, terminal);
    shell.socket.send(Buffer.from("sleep 1; seq -f 'line-%.0f' 300000; echo all-$((1+1))\n"));
    await eventually(() => shell.output.includes("seq -f"), "the line is typed");
    await orchestrator.kill("SIGKILL");
    const second = await installation.start(env);
    const again = await second.attach(attempt, terminal, shell.output.length);
    // Much came, so the page may get the screen in place of it.
    const seen = () => again.output.toString() + again.messages.map((message) => JSON.stringify(message)).join("");
    await eventually(() => seen().includes("all-2"), "the end comes");
    const kept = await recorded(installation.data, attempt, terminal);
    const shown = numbers(kept.slice(kept.lastIndexOf("bytes are lost]")));
    const [first = 0] = shown;
    expect(shown.at(-1)).toBe(300_000);
    expect(shown.length).toBeGreaterThan(10_000);
    expect(shown).toEqual(upTo(300_000).slice(first - 1));
    const { timeline } = await second.ask(attemptResult, "get", `/attempts/${attempt}/result`);
    expect(timeline.map(({ body }) => body.kind)).toContain("output-lost");
  });
});
