import { describe, expect, it } from "vitest";
import { readableLine } from "../../orchestrator/logging.ts";

const json = (fields: Record<string, unknown>) => JSON.stringify({ level: 30, time: 0, ...fields });

describe("a readable log line", () => {
  it("has clock, level, message and fields on one line", () => {
    const line = readableLine(json({ msg: "the engine answers", version: "20.10", places: 8 }));
    expect(line).toMatch(/^\d\d:\d\d:\d\d info {2}the engine answers {2}version=20\.10 {2}places=8\n$/);
  });

  it("shows control characters of text from outside escaped", () => {
    const line = readableLine(json({ msg: "refused", path: "/\u001b[2J\nfake line" }));
    expect(line).toContain(String.raw`path="/\u001b[2J\nfake line"`);
  });

  it("puts the stack of an error below", () => {
    const line = readableLine(
      json({ level: 50, msg: "failed", err: { message: "no", stack: "Error: no\n    at here" } }),
    );
    expect(line).toMatch(/ERROR failed\nError: no\n {4}at here\n$/);
  });
});
