import { expect, it } from "vitest";
import { shardOf } from "../in-turn.ts";

const all = ["a", "b", "c", "d", "e"];

it("shares a list out among computers, each of it to one of them", () => {
  expect(shardOf(all, "1/2")).toEqual(["a", "c", "e"]);
  expect(shardOf(all, "2/2")).toEqual(["b", "d"]);
  expect(shardOf(all, undefined)).toEqual(all);
});

it.each(["0/2", "3/2", "1/0", "half", ""])("refuses the shard %j", (shard) => {
  expect(() => shardOf(all, shard)).toThrow(`There is no shard "${shard}". Write n/m, from 1/m to m/m.`);
});
