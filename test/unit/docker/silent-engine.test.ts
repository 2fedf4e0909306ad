// An engine that takes a call and never answers it.

import { PassThrough } from "node:stream";
import Docker from "dockerode";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import { foundOn } from "../../../orchestrator/docker/adoption.ts";
import { ANSWER_MS, answered, asking } from "../../../orchestrator/docker/engine-errors.ts";
import { Helper } from "../../../orchestrator/docker/helper.ts";
import { pause, unpause, unpauseInTheEnd } from "../../../orchestrator/docker/pausing.ts";

const never = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("is given up on after the time for an answer, with a way out", async () => {
  const failure = asking("trying", never, 5).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5);
  expect(await failure).toBeInstanceOf(LabError);
  expect(await failure).toMatchObject({ code: "no-engine", message: expect.stringContaining("while trying") });
});

it("is not waited for once it answered or failed", async () => {
  expect(await answered("trying", async () => 7)).toBe(7);
  const failed = new Error("no");
  await expect(answered("trying", () => Promise.reject(failed))).rejects.toBe(failed);
  expect(vi.getTimerCount()).toBe(0);
});

const docker = new Docker({ socketPath: "/nowhere" });
const container = docker.getContainer("some");
it.each<[string, () => Promise<unknown>]>([
  ["pausing", () => pause(container, new AbortController().signal)],
  ["unpausing", () => unpause(container)],
  ["starting a helper", () => new Helper(container, new PassThrough()).start()],
  ["ending a helper", () => new Helper(container, new PassThrough()).kill()],
  ["removing a helper", () => new Helper(container, new PassThrough()).remove()],
  ["finding sandboxes", () => foundOn(docker, "test")],
])("does not hold up %s for ever", async (_doing, call) => {
  for (const method of ["pause", "unpause", "start", "kill", "remove"] as const) {
    vi.spyOn(container, method).mockImplementation(never);
  }
  vi.spyOn(docker, "listContainers").mockImplementation(never);
  vi.spyOn(docker, "listNetworks").mockImplementation(never);
  const failure = call().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(ANSWER_MS);
  expect(await failure).toMatchObject({ code: "no-engine" });
});

it("does not leave a machine paused that could not be unpaused at first", async () => {
  vi.useRealTimers();
  const asked = vi
    .spyOn(container, "unpause")
    .mockRejectedValueOnce(new Error("busy"))
    .mockResolvedValueOnce(undefined);
  const log = { info: vi.fn(), warn: vi.fn() };
  await unpauseInTheEnd(container, () => true, log, 1);
  expect(asked).toHaveBeenCalledTimes(2);
  expect(log.warn).toHaveBeenCalledTimes(1);
  await unpauseInTheEnd(container, () => false, log, 1);
  expect(asked).toHaveBeenCalledTimes(2);
});
