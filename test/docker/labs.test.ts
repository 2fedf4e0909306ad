// The contract of every lab, shown on the real engine by the command that authors use.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const LABS = ["db-pool-exhausted", "disk-full-logs", "dns-wrong-resolver", "fd-exhaustion", "zombie-pids"];
const VERIFY_MS = 20 * 60_000;

const verified = z.object({
  labs: z.array(
    z.object({
      id: z.string(),
      variant: z.string(),
      healthy: z.boolean().nullable(),
      broken: z.boolean().nullable(),
      untouched: z.string().nullable(),
      solutions: z.object({ passed: z.number(), total: z.number() }),
      masks: z.object({ refused: z.number(), total: z.number() }),
      startMs: z.number().nullable(),
      problems: z.array(z.string()),
    }),
  ),
});

let report: z.infer<typeof verified>;
let exit: number | null;

beforeAll(async () => {
  const cli = join(import.meta.dirname, "../../orchestrator/cli/main.ts");
  const child = spawn(process.execPath, [cli, "verify", ...LABS, "--first-variant", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  report = verified.parse(await json(child.stdout));
  exit = await ended;
}, VERIFY_MS);

describe.each(LABS)("the lab %s", (id) => {
  const ofLab = () => {
    const variants = report.labs.filter((lab) => lab.id === id);
    expect(variants).not.toEqual([]);
    return variants;
  };

  it("keeps each promise, in each variant", () => {
    expect(ofLab().flatMap((variant) => variant.problems.map((problem) => `${variant.variant}: ${problem}`))).toEqual(
      [],
    );
  });

  it("is well before the fault, broken after it, and not fixed while nobody touches it", () => {
    for (const variant of ofLab()) {
      expect(variant).toMatchObject({ healthy: true, broken: true, untouched: "not fixed" });
    }
  });

  it("takes three solutions or more and refuses three masks or more, all that it has", () => {
    for (const { solutions, masks } of ofLab()) {
      expect(solutions.passed).toBe(solutions.total);
      expect(solutions.total).toBeGreaterThanOrEqual(3);
      expect(masks.refused).toBe(masks.total);
      expect(masks.total).toBeGreaterThanOrEqual(3);
    }
  });
});

it("verifying ends with exit status 0", () => {
  expect(exit).toBe(0);
});
