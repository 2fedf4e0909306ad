import fc from "fast-check";
import { expect, it } from "vitest";
import {
  asText,
  draw,
  placeholders,
  planMachines,
  render,
  seededRandom,
  withBuiltIns,
} from "../../../orchestrator/core/draw.ts";
import type { Lab } from "../../../orchestrator/core/lab.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

const addresses = { web: "10.9.0.2" };

it("draws the same for the same seed", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(draw(sampleLab, seededRandom(seed))).toEqual(draw(sampleLab, seededRandom(seed)));
    }),
  );
});

it("draws every parameter from its own values or bounds", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { params } = draw(sampleLab, seededRandom(seed));
      expect(["notes", "memos"]).toContain(params.service);
      expect(Number.isInteger(params.port) && Number(params.port) >= 8100 && Number(params.port) <= 8109).toBe(true);
    }),
  );
});

it("reaches both ends of a parameter's bounds", () => {
  const seen = new Set(Array.from({ length: 300 }, (_, seed) => draw(sampleLab, seededRandom(seed)).params.port));
  expect(seen).toEqual(new Set([8100, 8101, 8102, 8103, 8104, 8105, 8106, 8107, 8108, 8109]));
});

it("draws again what was drawn before, where the lab still has it and it fits", () => {
  const two = { port: { kind: "between", from: 1, to: 2 }, other: { kind: "between", from: 1, to: 2 } } as const;
  const lab: Lab = { ...sampleLab, params: { service: { kind: "one-of", values: ["notes", "memos"] }, ...two } };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const again = (before: Record<string, string | number>) =>
        draw(lab, seededRandom(seed), undefined, before).params;
      expect(again({ service: "memos", other: 1, gone: "x" })).toMatchObject({ service: "memos", port: 2, other: 1 });
      expect(again({ service: "drafts", port: 3, other: "1" })).toEqual(draw(lab, seededRandom(seed)).params);
      expect(Object.keys(again({ other: 2 }))).toEqual(Object.keys(draw(lab, seededRandom(seed)).params));
    }),
  );
});

it("never draws one number twice while the bounds leave another", () => {
  const bounds = { kind: "between", from: 1, to: 3 } as const;
  const lab: Lab = { ...sampleLab, params: { a: bounds, b: bounds, c: bounds } };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, b, c } = draw(lab, seededRandom(seed)).params;
      expect([a, b, c].sort()).toEqual([1, 2, 3]);
    }),
  );
});

it("takes the variant that was asked for, and refuses one that the lab does not have", () => {
  expect(draw(sampleLab, seededRandom(1), "wrong-owner").variant.id).toBe("wrong-owner");
  expect(() => draw(sampleLab, seededRandom(1), "other")).toThrow('The lab sample has no variant "other".');
});

it("adds address and host name of each machine", () => {
  const { params } = draw(sampleLab, seededRandom(3));
  expect(withBuiltIns(sampleLab, params, addresses)).toEqual({
    ...params,
    ip_web: "10.9.0.2",
    host_web: `${params.service}-1`,
  });
});

it("renders names, paths, users and texts of the machines, and leaves binary files alone", () => {
  const params = { service: "notes", port: 8100, uid: 20_001, ip_web: "10.9.0.2", host_web: "notes-1" };
  const variant = draw(sampleLab, seededRandom(1)).variant;
  const [healthy] = planMachines(sampleLab, variant, params, false);
  expect(healthy).toMatchObject({
    hostname: "notes-1",
    tmpfs: { "/var/lib/notes": { mb: 16, inodes: 500 } },
    users: [{ name: "notes", uid: 20_001 }],
  });
  expect(healthy?.files.map((file) => [file.path, asText(file.content)])).toEqual([
    ["/etc/notes/conf", "port=8100\n"],
    ["/opt/logo.png", null],
  ]);
  const [broken] = planMachines(sampleLab, variant, params, true);
  expect(broken?.files.map((file) => [file.path, asText(file.content)])).toEqual([
    ["/etc/notes/conf", "port=8100 broken\n"],
    ["/opt/logo.png", null],
  ]);
});

it("names each parameter that a text uses with its line, and no other braces", () => {
  expect(placeholders("a {{one}}\n{{.Go}} {{ two }} {%x%}\n{{three}}{{ip_db-1}}")).toEqual([
    { name: "one", line: 1 },
    { name: "three", line: 3 },
    { name: "ip_db-1", line: 3 },
  ]);
});

it("renders a text without placeholders to itself", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => placeholders(text).length === 0),
      (text) => {
        expect(render(text, {})).toBe(text);
      },
    ),
  );
});

it("inserts a value as it is, even where it looks like a replacement pattern", () => {
  expect(render("[{{a}}]", { a: "$&$1{{b}}" })).toBe("[$&$1{{b}}]");
});
