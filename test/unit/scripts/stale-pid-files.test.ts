import { expect, it } from "vitest";
import { isStale } from "../../../scripts/setup/stale-pid-files.ts";

it("takes the PID file of a running engine seriously", () => {
  expect(isStale("dockerd", "471 (dockerd) S 1 471 471 0 -1")).toBe(false);
});

it("sees that an engine which was killed and not reaped is gone", () => {
  expect(isStale("dockerd", "471 (dockerd) Z 1 471 471 0 -1")).toBe(true);
});

it("sees that the id belongs to nobody, or to another program", () => {
  expect(isStale("dockerd", null)).toBe(true);
  expect(isStale("dockerd", "471 (my (odd) name) S 1 471")).toBe(true);
});
