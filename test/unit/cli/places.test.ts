import { expect, it } from "vitest";
import { Places } from "../../../orchestrator/cli/places.ts";

/** Lets all that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("lets only so many work at a time", async () => {
  const places = new Places(2);
  const [first, second, third] = [0, 1, 2].map(() => Promise.withResolvers<void>());
  const began: string[] = [];
  const works = [first, second, third].map((end, at) =>
    places.hold(async () => {
      began.push(`job ${at + 1}`);
      await end?.promise;
    }),
  );
  await settled();
  expect(began).toEqual(["job 1", "job 2"]);
  second?.resolve();
  await settled();
  expect(began).toEqual(["job 1", "job 2", "job 3"]);
  for (const end of [first, third]) end?.resolve();
  await Promise.all(works);
});

it("gives a place that is lent to another, and the next that is free back to its holder, before any new one", async () => {
  const places = new Places(1);
  const [waits, works] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const told: string[] = [];
  const jobs = [
    places.hold(async () => {
      await places.lend(() => waits.promise);
      told.push("the holder is back");
    }),
    places.hold(async () => {
      told.push("another works");
      await works.promise;
    }),
    places.hold(async () => void told.push("a third works")),
  ];
  await settled();
  waits.resolve();
  await settled();
  expect(told).toEqual(["another works"]);
  works.resolve();
  await Promise.all(jobs);
  expect(told).toEqual(["another works", "the holder is back", "a third works"]);
});

it("has its places again after work that fails, lent or not", async () => {
  const places = new Places(1);
  const fails = () => Promise.reject(new Error("no prompt"));
  await expect(places.hold(fails)).rejects.toThrow("no prompt");
  await expect(places.hold(() => places.lend(fails))).rejects.toThrow("no prompt");
  expect(await places.hold(async () => "there is a place")).toBe("there is a place");
});
