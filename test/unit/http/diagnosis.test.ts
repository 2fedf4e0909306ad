import { describe, expect, it, vi } from "vitest";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import type { LiveAttempt } from "../../../orchestrator/http/live-attempt.ts";
import type { AttemptServerMessage } from "../../../orchestrator/protocol/messages.ts";
import { FakeShell } from "../../fakes/fake-shell.ts";
import { FakeViewer } from "../../fakes/fake-viewer.ts";
import { sampleDiagnosis, sampleLab } from "../../fakes/sample-lab.ts";
import { become, worldPerTest } from "./attempts-fixture.ts";

const world = worldPerTest();

const lab: Lab = {
  ...sampleLab,
  diagnosis: sampleDiagnosis,
  paths: [
    {
      id: "expert",
      kind: "expert",
      title: "Look, then mend",
      machine: "web",
      commands: ["ls -ld /var/lib/{{service}}"],
      variants: [],
    },
  ],
};

/** An attempt at the lab with a shell at hand. */
async function play() {
  const attempts = world().open(3, [lab]);
  const { id } = await attempts.create("sample");
  await become(attempts, id, ({ state }) => state === "running");
  const live = await attempts.live(id);
  const opened = vi.spyOn(FakeShell.prototype, "onData");
  await live.openTerminal("web");
  const shell = opened.mock.contexts.at(-1);
  opened.mockRestore();
  if (!(shell instanceof FakeShell)) throw new Error("no shell was opened");
  const messages: AttemptServerMessage[] = [];
  live.record.watch((message) => messages.push(message));
  const type = async (line: string, output: string): Promise<void> => {
    const before = shownIn(messages);
    shell.run(line, output);
    await vi.waitFor(() => expect(shownIn(messages)).toBe(before + 1), { timeout: 20_000 });
  };
  return { attempts, id, live, type, messages };
}

const nobody = new FakeViewer();

const shownIn = (messages: readonly AttemptServerMessage[]): number =>
  messages.filter((message) => message.type === "timeline" && message.event.body.kind === "command-shown").length;

const notes = (messages: readonly AttemptServerMessage[]) => messages.filter(({ type }) => type === "evidence");

const nextOf = (live: LiveAttempt) => live.view().nextHint;

describe("an attempt at a lab that says how it is diagnosed", () => {
  it("tells the coach's note when evidence is first seen, and only with the coach on", async () => {
    const { live, type, messages } = await play();
    await type("curl -si localhost/notes", "HTTP/1.1 500 Internal Server Error");
    expect(notes(messages)).toEqual([]);
    live.setCoach(true);
    await type("journalctl -n 1", "memos: Permission denied");
    await type("journalctl -n 1", "memos: Permission denied");
    expect(notes(messages)).toMatchObject([{ type: "evidence", labels: ["memos may not write"] }]);
  });

  it("reads commands with the aliases of their terminal, as the report does", async () => {
    const { attempts, id, live, type, messages } = await play();
    live.setCoach(true);
    await type("alias again='systemctl restart memos; curl -si localhost/notes'", "");
    await type("again", "HTTP/1.1 500 Internal Server Error");
    expect(notes(messages)).toEqual([]);
    await type("alias logs='journalctl -n 1'", "");
    await type("logs", "memos: Permission denied");
    expect(notes(messages)).toMatchObject([{ labels: ["memos may not write"] }]);
    await attempts.end(id);
    const seen = (await attempts.result(id)).report?.evidence.filter(({ command }) => command !== null);
    expect(seen?.map((piece) => piece.id)).toEqual(["denied"]);
  });

  it("does not give away with the coach off that something was seen", async () => {
    const { live, type, messages } = await play();
    const sentBy = async (line: string, output: string): Promise<string[]> => {
      const before = messages.length;
      await type(line, output);
      await live.record.flush();
      return messages.slice(before).map((message) => message.type);
    };
    expect(await sentBy("journalctl -n 1", "memos: Permission denied")).not.toContain("attempt");
    // A hint for what was seen now is no longer the next one.
    live.takeHint({ step: "where", cost: 2 });
    expect(await sentBy("curl localhost/notes", "HTTP/1.1 500 Internal Server Error")).toContain("attempt");
    expect(nextOf(live)).toEqual({ step: "where", cost: 2 });
  });

  it("tells the coach's notes again to a page that connects later, and no others", async () => {
    const { live, type } = await play();
    await type("curl -si localhost/notes", "HTTP/1.1 500 Internal Server Error");
    live.setCoach(true);
    await type("journalctl -n 1", "memos: Permission denied");
    live.setCoach(false);
    const later: AttemptServerMessage[] = [];
    live.record.watch((message) => later.push(message));
    expect(notes(later)).toMatchObject([{ type: "evidence", labels: ["memos may not write"] }]);
  });

  it("refuses a hint whose price is no longer the one that was shown, and takes nothing", async () => {
    const { live } = await play();
    live.takeHint({ step: "where", cost: 2 });
    expect(() => live.takeHint({ step: "where", cost: 2 })).toThrow("Another hint is the next one by now.");
    expect(live.view().hints).toHaveLength(1);
  });

  it("names the price of the next hint, and nothing of it until it is taken", async () => {
    const { attempts, id, live, type, messages } = await play();
    expect(nextOf(live)).toEqual({ step: "where", cost: 2 });
    expect(JSON.stringify(messages)).not.toContain("Where refused shows");
    expect(live.takeHint({ step: "where", cost: 2 }).hints).toEqual([
      { step: "where", text: "Where refused shows", cost: 2 },
    ]);
    expect(nextOf(live)).toEqual({ step: "what", cost: 3 });
    // Seen meanwhile: the next hint is for what is still to be seen.
    await type("curl -si localhost/notes", "HTTP/1.1 500 Internal Server Error");
    expect(live.takeHint({ step: "where", cost: 2 }).hints.at(-1)?.text).toBe("Where denied shows");
    // The id of the evidence may say what the cause is.
    await live.record.flush();
    expect(JSON.stringify([messages, await attempts.result(id)])).not.toMatch(/"(refused|denied)"/);
    await attempts.end(id);
    expect((await attempts.result(id)).report).toMatchObject({ hintPoints: 4 });
  });

  it("has no further hint once it was fixed", async () => {
    const { attempts, id, live } = await play();
    live.check();
    await become(attempts, id, ({ state, fixedAtMs }) => state === "running" && fixedAtMs !== null);
    expect(nextOf(live)).toBeNull();
    expect(() => live.takeHint({ step: "where", cost: 2 })).toThrow("There is no further hint.");
  });

  it("has its report, the expert's path and a draft of the story after the end, and before it nothing of them", async () => {
    const { attempts, id, type } = await play();
    await type("curl -si localhost/notes", "HTTP/1.1 500 Internal Server Error");
    await type("ls -ld /var/lib/*", "drwxr-xr-x 2 root root 40 /var/lib/memos");
    expect(await attempts.result(id)).toMatchObject({ report: null, expert: [], story: "" });
    await expect(attempts.saveStory(id, "Mine")).rejects.toMatchObject({ code: "wrong-state" });
    await attempts.end(id);
    const { report, expert, story } = await attempts.result(id);
    expect(expert).toEqual(["ls -ld /var/lib/memos"]);
    expect(story).toContain("## How I found it");
    const seen = report?.evidence.filter(({ command }) => command !== null).map((piece) => piece.id);
    expect(seen).toEqual(["refused", "owner"]);
    await attempts.saveStory(id, "Mine");
    expect((await attempts.result(id)).story).toBe("Mine");
  });

  it("keeps what each command showed, to be asked for one by one", async () => {
    const { attempts, id, type, messages } = await play();
    await type("uptime", " 10:00 up 3 days");
    const told = messages.filter((message) => message.type === "timeline");
    expect(JSON.stringify(told)).not.toContain("up 3 days");
    const { commands, timeline } = await attempts.result(id);
    expect(JSON.stringify(timeline)).not.toContain("up 3 days");
    expect(await attempts.output(id, commands[0]?.id ?? "")).toEqual({ text: " 10:00 up 3 days", note: "" });
    await expect(attempts.output(id, "nothing")).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps what the last commands showed, before the end itself", async () => {
    const { attempts, id, live } = await play();
    const terminal = live.terminals.views()[0]?.id ?? "";
    live.terminals.get(terminal)?.type(Buffer.from("tail -f log"), nobody);
    const ending = attempts.end(id);
    // A page asks as soon as it hears that the attempt ended.
    await become(attempts, id, ({ state }) => state === "ended");
    const { timeline } = await attempts.result(id);
    await ending;
    const kinds = timeline.map(({ body }) => body.kind);
    expect(kinds.filter((kind) => kind === "command-shown")).toHaveLength(1);
    expect(kinds.at(-1)).toBe("attempt-ended");
  });
});
