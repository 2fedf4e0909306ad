import { describe, expect, it } from "vitest";
import type { Command, TimelineBody } from "../../../orchestrator/protocol/timeline.ts";
import { isComplete, nothingCaptured, withEvents, withSighting } from "../../../web/attempt/captured.ts";
import { type FeedEntry, feedOf } from "../../../web/attempt/feed.ts";
import { asTimeline, timelineSoFar } from "../../browser/coached-attempt.ts";

const hostname = (machine: string) => `${machine}-1`;
const feed = (bodies: readonly TimelineBody[]) => feedOf(asTimeline(bodies), [], hostname);
const texts = (entries: readonly FeedEntry[]) =>
  entries.map((entry) => (entry.kind === "command" ? entry.command.text : entry.text));

const command: Command = {
  id: "c1",
  terminal: "t1",
  machine: "web",
  text: "tail -f log",
  cwd: "/",
  user: "root",
  exit: null,
  startedAtMs: 0,
  endedAtMs: null,
  fromSeq: 0,
  toSeq: null,
};
const opened: TimelineBody = { kind: "terminal-opened", terminal: "t1", machine: "web" };
const started: TimelineBody = { kind: "command-started", command };
const closed: TimelineBody = { kind: "terminal-closed", terminal: "t1", exit: null, reason: "orchestrator-restarted" };

describe("the feed of an attempt", () => {
  it("has each command once, newest first, under the host name of its machine", () => {
    const entries = feedOf(timelineSoFar, [], hostname);
    expect(entries.filter(({ kind }) => kind === "command")).toHaveLength(9);
    expect(texts(entries)[1]).toBe("journalctl -u checkout -f");
    expect(entries.at(-1)).toMatchObject({ machine: "web-1", state: "ended", command: { exit: 0 } });
  });

  it("marks evidence at the command that the coach named, also where its note came first", () => {
    const sightings = [{ command: "c1", labels: ["The disk is full"] }];
    expect(feedOf([], sightings, hostname)).toEqual([]);
    expect(feedOf(asTimeline([started]), sightings, hostname)).toMatchObject([{ evidence: ["The disk is full"] }]);
  });

  it("does not take a command for running whose shell is gone", () => {
    expect(feed([opened, started])).toMatchObject([{ state: "running" }]);
    expect(feed([opened, started, closed])).toMatchObject([{ state: "lost" }]);
  });

  it("says what the capture could not see, at its place", () => {
    const entries = feed([
      opened,
      started,
      { kind: "command-ended", command },
      { kind: "command-shown", command: "c1", shown: { text: "", note: "9 KiB are left out." }, edited: null },
      { kind: "marks-forged", terminal: "t1" },
      { kind: "marks-silenced", terminal: "t1" },
    ]);
    expect(entries.at(-1)).toMatchObject({ note: "9 KiB are left out." });
    expect(texts(entries).slice(0, 2)).toEqual([
      "A shell on web-1 went on without telling its commands. They are not listed here.",
      "Something on web-1 posed as the shell. What it claimed does not count.",
    ]);
  });

  it("says where output is lost, a recording stopped, the timeline is not kept, or a shell was lost", () => {
    const lost: TimelineBody = { kind: "terminal-closed", terminal: "t1", exit: null, reason: "shell-lost" };
    const remarks = texts(
      feed([
        opened,
        { kind: "output-lost", terminal: "t1", bytes: 1_048_577 },
        { kind: "recording-stopped", terminal: "t1", reason: "full" },
        { kind: "recording-stopped", terminal: "t1", reason: "failed" },
        { kind: "timeline-not-kept" },
        lost,
      ]),
    );
    expect(remarks).toHaveLength(5);
    expect(remarks[4]).toMatch(/^1,048,577 bytes of output of a shell on web-1 are lost/);
    expect(remarks[3]).toContain("this attempt's room for recordings is used up");
    expect(remarks[2]).toContain("the disk of Sickbay's host refused");
    expect(remarks[1]).toContain("refused to keep what happens here");
    expect(remarks[0]).toContain("The shell on web-1 ended without a word");
    expect(feed([opened, closed])).toEqual([]);
  });
});

describe("what was captured", () => {
  it("takes entries from both ways, in any order, once each", () => {
    const [first, second, third] = asTimeline([opened, started, closed]);
    if (!first || !second || !third) throw new Error("An entry is missing.");
    const late = withEvents(withSighting(nothingCaptured, { command: "c1", labels: ["x"] }), [third]);
    expect(isComplete(late)).toBe(false);
    const all = withEvents(late, [first, second, third]);
    expect(all.timeline.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(all.sightings).toHaveLength(1);
    expect(isComplete(all)).toBe(true);
  });
});
