import { expect, it } from "vitest";
import { z } from "zod";
import { attempt as attemptShape } from "../../orchestrator/protocol/attempts.ts";
import { castFile } from "../../orchestrator/protocol/recordings.ts";
import { routes } from "../../orchestrator/protocol/routes.ts";
import { Installation } from "./orchestrator-fixture.ts";

const event = z.tuple([z.number().min(0), z.enum(["o", "r", "m", "x"]), z.string()]);

it("gives a lab's terminal as a file: what it showed, its commands and its exit, while it runs and after", async () => {
  await using installation = await Installation.make();
  const orchestrator = await installation.start();
  const { id, terminals } = await orchestrator.play("silent-port");
  const terminal = terminals[0]?.id ?? expect.fail("no terminal");
  const url = `${orchestrator.url}${castFile.path.replace(":attempt", id).replace(":terminal", terminal)}`;
  const events = async () => {
    const [head = "", ...lines] = (await (await fetch(url)).text()).trimEnd().split("\n");
    expect(JSON.parse(head)).toMatchObject({ version: 3, term: { cols: 80, rows: 24 } });
    return lines.map((line) => event.parse(JSON.parse(line)));
  };
  const textOf = (all: Awaited<ReturnType<typeof events>>) =>
    all.map(([, code, data]) => (code === "o" ? data : "")).join("");

  const shell = await orchestrator.attach(id, terminal);
  await shell.run("printf '%s\\n' héllo-$((40+2)); printf '\\033[2147483647b\\033]52;c;eA==\\007\\033[6n'");
  const running = await events();
  expect(textOf(running)).toContain("héllo-42");
  expect(textOf(running)).toContain("\x1b[10000b");
  for (const hostile of ["\x1b]", "\x1b[2147483647b", "\x1b[6n"]) expect(textOf(running)).not.toContain(hostile);

  shell.socket.send(Buffer.from("exit 3\n"));
  await orchestrator.become(id, (now) => now.terminals[0]?.open === false, "the shell ends");
  await orchestrator.ask(attemptShape, "post", `/attempts/${id}/end`);
  const over = await events();
  expect(textOf(over).startsWith(textOf(running))).toBe(true);
  const markers = over.flatMap(([, code, data]) => (code === "m" ? [data] : []));
  expect(markers).toEqual([expect.stringMatching(/^printf/), "exit 3"]);
  expect(over.at(-1)?.slice(1)).toEqual(["x", "3"]);
  const { recordings } = await orchestrator.ask(routes.recordings.answer, "get", `/attempts/${id}/recordings`);
  expect(recordings).toMatchObject([{ terminal, whole: true, markers: markers.map((label) => ({ label })) }]);
  expect(recordings[0]?.bytes).toBeGreaterThan(20);
});
