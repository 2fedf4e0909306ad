import { expect, it } from "vitest";
import type { Lab } from "../../orchestrator/core/lab.ts";
import { sampleLab } from "../fakes/sample-lab.ts";
import { labsToVerify } from "../labs-to-verify.ts";

function lab(id: string, image = "base"): Lab {
  const machines = sampleLab.machines.map((machine) => ({ ...machine, image }));
  const variants = ["a", "b"].flatMap((name) => sampleLab.variants.map((variant) => ({ ...variant, id: name })));
  return { ...sampleLab, id, machines, variants };
}
const labs = [...["one", "two", "three", "four", "five", "six"].map((id) => lab(id)), lab("shop", "db"), lab("new")];
const proofs = new Set(labs.map(({ id }) => id).filter((id) => id !== "new"));
const unchanged = { sinceProof: () => false, inLastCommit: () => false };

const chosen = (changes: Partial<typeof unchanged> | object, all = false) =>
  labsToVerify({ labs, proofs }, { ...unchanged, ...changes }, all).map(({ id, variant: name }) => `${id}/${name}`);

it("takes all variants of a lab that is not proven as it is, and one other lab in turn", () => {
  expect(chosen({})).toEqual(expect.arrayContaining(["new/a", "new/b"]));
  expect(chosen({})).toHaveLength(3);
});

it("takes the first variant of proven labs that the last commit changed", () => {
  const changed = chosen({ inLastCommit: (id: string) => ["two", "four"].includes(id) });
  expect(changed).toEqual(expect.arrayContaining(["two/a", "four/a"]));
  expect(changed).not.toContain("two/b");
});

it("takes each lab whose own image changed since it was proven", () => {
  expect(chosen({ sinceProof: (_: string, paths: readonly string[]) => paths.includes("images/db") })).toContain(
    "shop/a",
  );
});

it("takes no more than one in turn where something changed that all labs share", () => {
  const changed = chosen({ sinceProof: (_: string, paths: readonly string[]) => paths.includes("images/base") });
  expect(changed.filter((name) => !name.startsWith("new/"))).toHaveLength(1);
});

it("takes all variants of all labs where all are wanted", () => {
  expect(chosen({}, true)).toHaveLength(2 * labs.length);
});
