// The replay on the result page, in a real browser.
import { describe, expect, it } from "vitest";
import type { RecordingMarker, RecordingView } from "../../orchestrator/protocol/recordings.ts";
import { castLines } from "../../orchestrator/terminal/recording/cast.ts";
import type { RecordingEntry } from "../../orchestrator/terminal/recording/format.ts";
import { judgedResult, outputs } from "./judged-result.ts";
import { eventually, orchestrator, pageOpener, phone } from "./open-page.ts";

const openPage = pageOpener();

const result = judgedResult("a2");
const startMs = result.attempt.startedAtMs ?? 0;
const markers: RecordingMarker[] = result.commands.map(({ id, text, startedAtMs }) => ({
  atMs: startedAtMs,
  label: text,
  command: id,
  check: null,
}));
const [terminal = "t1"] = result.commands.map((command) => command.terminal);

async function* entries(): AsyncGenerator<RecordingEntry> {
  for (const { text, startedAtMs } of result.commands) {
    yield { kind: "output", atMs: startedAtMs, bytes: Buffer.from(`\x1b[32mroot@web-1\x1b[0m:~# ${text}\r\n`) };
    yield { kind: "output", atMs: startedAtMs + 300, bytes: Buffer.from(`what ${text} showed\r\n`) };
  }
}

async function recorded(names = ["web-1"]) {
  const options = { title: "t", nonce: "c0ffee00", openedAtMs: startMs, size: { cols: 100, rows: 20 }, markers };
  const lines: string[] = [];
  for await (const line of castLines(entries(), options)) lines.push(line);
  const recordings = names.map(
    (name, index): RecordingView => ({
      terminal: index === 0 ? terminal : `other-${index}`,
      machine: "web",
      name,
      openedAtMs: startMs,
      markers: index === 0 ? markers : [],
    }),
  );
  return orchestrator({ results: { a2: result }, outputs, recordings, cast: lines.join("") });
}

describe("the replay", () => {
  it("plays a recording to its end, with a marker for each command", async () => {
    const { page, errors } = await openPage("/attempts/a2/result", await recorded());
    const replay = page.getByRole("region", { name: "Replay" });
    const frame = replay.locator("[data-replay]");
    await eventually(() => frame.locator(".ap-marker").count()).toBe(markers.length);
    await replay.getByRole("combobox", { name: "Speed" }).click();
    await page.getByRole("option", { name: "8 times" }).click();
    await frame.locator(".ap-playback-button").click();
    await eventually(() => frame.getAttribute("data-state")).toBe("ended");
    await eventually(() => frame.innerText()).toContain(`what ${result.commands.at(-1)?.text} showed`);
    expect(errors).toEqual([]);
  });

  it("goes to a command that is chosen on the picture", async () => {
    const { page } = await openPage("/attempts/a2/result", await recorded());
    const frame = page.locator("[data-replay]");
    await frame.locator(".ap-marker").first().waitFor({ state: "attached" });
    await page.getByRole("figure").getByRole("button", { name: "Replay from here" }).click();
    await eventually(() => frame.getAttribute("data-state")).toBe("playing");
  });

  it("lets one choose among several terminals, and says nothing where none is recorded", async () => {
    const { page } = await openPage("/attempts/a2/result", await recorded(["web-1", "db-1"]));
    await page.getByRole("radiogroup", { name: "Terminal" }).getByText("db-1").click();
    const bare = await openPage("/attempts/a2/result", orchestrator({ results: { a2: result }, outputs }));
    await bare.page.getByRole("heading", { name: "Debrief" }).waitFor();
    expect(await bare.page.getByRole("region", { name: "Replay" }).count()).toBe(0);
  });

  it("fits a phone", async () => {
    const { page } = await openPage("/attempts/a2/result", await recorded(["web-1", "db-1"]), phone);
    await page.locator("[data-replay] .ap-term").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
