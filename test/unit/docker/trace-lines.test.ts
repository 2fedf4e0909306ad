import { expect, it } from "vitest";
import { readTraceLine } from "../../../orchestrator/docker/trace-lines.ts";

const NOW_MS = 1_800_000_000_000;
const printed = (data: string): string => JSON.stringify({ type: "printf", data: `${data}\n` });

it("reads a program's start", () => {
  const text = printed("1795652253004599\t13206\t48\t35\t47\t1\tls\\x00-l\\x00/a b\\x00\t/usr/bin/ls");
  expect(readTraceLine(text, NOW_MS)).toEqual({
    kind: "start",
    init: 13206,
    start: {
      atMs: 1_795_652_253_005,
      pid: 48,
      parent: 35,
      group: 47,
      foreground: true,
      program: "/usr/bin/ls",
      args: ["ls", "-l", "/a b"],
    },
  });
});

it("takes a path with tabs and newlines as one path, and cut arguments as they are", () => {
  const text = printed("1795652253004599\t1\t2\t3\t4\t0\tcut\\x00shor\t/tmp/a\tb\nc");
  expect(readTraceLine(text, NOW_MS)).toMatchObject({ start: { program: "/tmp/a\tb\nc", args: ["cut", "shor"] } });
});

it("holds a time that has not come yet to now", () => {
  expect(readTraceLine(printed("1900000000000000\t1\t2\t3\t4\t1\tx\t/x"), NOW_MS)).toMatchObject({
    start: { atMs: NOW_MS },
  });
});

it("tells readiness and losses", () => {
  expect(readTraceLine('{"type": "attached_probes", "data": {"probes": 1}}', NOW_MS)).toEqual({ kind: "ready" });
  expect(readTraceLine('{"type": "lost_events", "data": {"events": 7}}', NOW_MS)).toEqual({ kind: "lost" });
});

it.each(["ERROR: no BTF", '{"type":"map"}', printed("1\t2"), printed("now\t1\t2\t3\t4\t1\tx\t/x"), "{"])(
  "takes for a complaint what is none of these: %s",
  (text) => {
    expect(readTraceLine(text, NOW_MS)).toEqual({ kind: "other", text });
  },
);
