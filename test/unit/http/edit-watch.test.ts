import { beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../../orchestrator/core/ports.ts";
import { EditWatch } from "../../../orchestrator/http/edit-watch.ts";
import type { Command } from "../../../orchestrator/protocol/timeline.ts";
import { FakeEngine } from "../../fakes/fake-engine.ts";

const command = (text: string): Command => ({
  id: "t-1",
  terminal: "t",
  machine: "web",
  text,
  cwd: "/etc",
  user: "root",
  exit: 0,
  startedAtMs: 0,
  endedAtMs: 1,
  fromSeq: 0,
  toSeq: 0,
});

let asked: (readonly string[])[];
let state: string | null;
let box: Sandbox;
beforeEach(async () => {
  asked = [];
  state = "10 bytes";
  box = await new FakeEngine().open({
    owner: "a",
    expiresAtMs: 0,
    machines: ["web"],
    draw: () => [],
    onStep: () => {},
  });
  box.fileStates = async (_machine, paths) => {
    asked.push(paths);
    return Object.fromEntries(paths.map((path) => [path, state]));
  };
});

/** Edits and says whether that was seen; `act` happens while the editor runs. */
async function edit(
  line: string,
  act: () => void = () => {},
  settle = true,
  watch = new EditWatch(box),
): Promise<boolean | null> {
  watch.started(command(line));
  if (settle) await new Promise(setImmediate);
  act();
  watch.ended(command(line));
  return await watch.edited(command(line));
}

describe("an editor", () => {
  it("edited where its file differs afterwards", async () => {
    expect(await edit("sudo vi app.conf", () => (state = "12 bytes"))).toBe(true);
    expect(asked).toEqual([["/etc/app.conf"], ["/etc/app.conf"]]);
    expect(await edit("vi app.conf")).toBe(false);
  });

  it("edited where it made a file that was not there", async () => {
    state = null;
    expect(await edit("nano new.conf", () => (state = "1 byte"))).toBe(true);
    state = null;
    expect(await edit("nano new.conf")).toBe(false);
  });

  it("is known by an alias too", async () => {
    const watch = new EditWatch(box);
    watch.started(command("alias v='vim -n'"));
    expect(await edit("v app.conf", () => (state = "12 bytes"), true, watch)).toBe(true);
  });

  it("can't be judged where the files can't be seen, or were seen too late", async () => {
    expect(await edit("vi app.conf", () => {}, false)).toBeNull();
    box.fileStates = () => Promise.reject(new Error("no engine"));
    expect(await edit("vi app.conf")).toBeNull();
  });
});

it.each(["cat app.conf", "vim /tmp/notes.txt", "vim ../tmp/notes.txt"])(
  "asks nothing of the engine for %s",
  async (line) => {
    expect(await edit(line, () => (state = "12 bytes"))).toBeNull();
    expect(asked).toEqual([]);
  },
);
