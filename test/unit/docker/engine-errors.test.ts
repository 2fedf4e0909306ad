import { expect, it } from "vitest";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import { fromEngine } from "../../../orchestrator/docker/engine-errors.ts";

const answer = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

it.each<[Error, string]>([
  [Object.assign(new Error("connect ENOENT /var/run/docker.sock"), { code: "ENOENT" }), "no-engine"],
  [Object.assign(new Error("connect EACCES"), { code: "EACCES" }), "no-engine"],
  [answer(404, "(HTTP code 404) no such container - No such image: sickbay/base:latest"), "image-missing"],
  [answer(409, "(HTTP code 409) container stopped/paused - Container 84bb is not running"), "machine-stopped"],
  [answer(404, "(HTTP code 404) no such container - No such container: 84bb"), "machine-stopped"],
  [answer(500, "(HTTP code 500) server error - fork/exec: cannot allocate memory"), "no-capacity"],
  [answer(500, "(HTTP code 500) server error - write: no space left on device"), "no-capacity"],
  [answer(500, "(HTTP code 500) server error - something new"), "internal"],
])("maps %s to %s", (error, code) => {
  const known = fromEngine(error, "trying");
  expect(known.code).toBe(code);
  expect(known.cause).toBe(error);
});

it("names the missing image and how to get it", () => {
  const known = fromEngine(answer(404, "No such image: sickbay/base:latest"), "trying");
  expect(known.message).toContain("sickbay/base:latest");
  expect(known.remedy).toContain("npm start");
});

it("keeps what is a failure of ours already", () => {
  const ours = new LabError("lab-invalid", "a", "b");
  expect(fromEngine(ours, "trying")).toBe(ours);
});
