// `lab verify` with more than one run, on an engine without machines.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifiedText } from "../../../orchestrator/cli/verified-text.ts";
import { type VerifyRequest, verify } from "../../../orchestrator/cli/verify.ts";
import { LabError } from "../../../orchestrator/core/lab-error.ts";
import type { OpenRequest } from "../../../orchestrator/core/ports.ts";
import { type LabProof, labProof } from "../../../orchestrator/protocol/labs.ts";
import { type FakeAnswers, FakeEngine, type FakeSandbox } from "../../fakes/fake-engine.ts";
import { LabsFolder } from "../../fakes/lab-folder.ts";
import { sampleLab } from "../../fakes/sample-lab.ts";

const broken = (sandbox: FakeSandbox): boolean => sandbox.ran.some((script) => script.startsWith("chown root"));
const typed = (sandbox: FakeSandbox, word: string): boolean => sandbox.typed.some((line) => line.startsWith(word));

/** Answers as a right lab does: solutions contain "fix", masks that hide the symptom contain "hide". */
const rightAnswers = {
  probe: (sandbox: FakeSandbox, { script }: { script: string }) => {
    const sick = broken(sandbox) && !typed(sandbox, "fix");
    if (script === "symptom") return { finding: sick ? "met" : "not-met", saw: "500" } as const;
    if (script === "save") return { finding: sick && !typed(sandbox, "hide") ? "not-met" : "met", saw: "500" } as const;
    return { finding: sick ? "not-met" : "met", saw: "500 again" } as const;
  },
};

/** The same but for the sandbox in which a line is typed for the `at`th time: there everything is met. */
function flaky(line: string, at: number): Partial<FakeAnswers> {
  const typing: FakeSandbox[] = [];
  return {
    probe: (sandbox, input) => {
      if (sandbox.typed.includes(line) && !typing.includes(sandbox)) typing.push(sandbox);
      const odd = input.script !== "symptom" && typing.indexOf(sandbox) === at - 1;
      return odd ? { finding: "met" } : rightAnswers.probe(sandbox, input);
    },
    look: () => ({}),
  };
}

function run(engine: FakeEngine, more: Partial<VerifyRequest> = {}) {
  return verify({
    labs: [sampleLab],
    known: { folders: new Map(), digests: new Map(), proofs: new Map() },
    engine,
    jobs: 2,
    runs: 3,
    only: [],
    variant: undefined,
    firstVariant: false,
    seed: 7,
    writeProof: false,
    signal: new AbortController().signal,
    onLine: () => {},
    ...more,
  });
}

/** The folder of the sample lab, and the proof in it. */
class ProvenFolder implements AsyncDisposable {
  digest = "d1";
  /** The last line of progress. */
  told = "";
  readonly #labs: LabsFolder;

  private constructor(labs: LabsFolder) {
    this.#labs = labs;
  }

  static async make(): Promise<ProvenFolder> {
    const labs = await LabsFolder.with({ sample: {} });
    await labs.write("sample/brief.md", "Brief.\n");
    return new ProvenFolder(labs);
  }

  /** The proof after `verify --write-proof` on an engine with these answers; null where there is none. */
  async after(answers: Partial<FakeAnswers>, more: Partial<VerifyRequest> = {}) {
    this.told = "";
    const path = join(this.#labs.path, "sample");
    const before = await proofIn(path);
    const known = {
      folders: new Map([["sample", path]]),
      digests: new Map([["sample", this.digest]]),
      proofs: new Map(before?.digest === this.digest ? [["sample", before]] : []),
    };
    const onLine = (line: string): void => {
      this.told = line;
    };
    await run(new FakeEngine(answers), { writeProof: true, known, onLine, ...more });
    return await proofIn(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#labs[Symbol.asyncDispose]();
  }
}

async function proofIn(path: string): Promise<LabProof | null> {
  const text = await readFile(join(path, "proof.json"), "utf8").catch(() => null);
  return text === null ? null : labProof.parse(JSON.parse(text));
}

/** What was drawn for each sandbox. */
const drawn = ({ sandboxes }: FakeEngine): string[] =>
  sandboxes.map(({ plans }) => JSON.stringify(plans.map(({ hostname, users }) => [hostname, users])));

describe("verifying in several runs", () => {
  it("shows each part in so many sandboxes, with other parameters each time, and counts it once", async () => {
    const engine = new FakeEngine(rightAnswers);
    const { labs, totals } = await run(engine);
    expect(labs).toMatchObject([
      {
        solutions: { passed: 3, total: 3 },
        masks: { refused: 3, hidden: 2, total: 3 },
        untouched: "not fixed",
        problems: [],
        flakes: [],
        unverified: [],
      },
    ]);
    expect(engine.sandboxes).toHaveLength(24);
    expect(new Set(drawn(engine)).size).toBe(24);
    expect(totals).toMatchObject({
      labs: 1,
      variants: 1,
      runs: 3,
      solutions: { passed: 3, total: 3 },
      masks: { refused: 3, total: 3 },
      flakes: 0,
      unverified: 0,
      jobs: 2,
    });
  });

  it("names the run of a mask that differed, with what it saw, and does not count the mask as refused", async () => {
    const { labs, totals } = await run(new FakeEngine(flaky("hide a", 2)));
    const [report] = labs;
    expect(report?.problems).toEqual([]);
    expect(report?.flakes).toEqual([
      expect.stringMatching(
        /^mask hide-a: run 2 of 3 was judged "fixed", the others "symptom hidden"\.\nIn run 2: mask hide-a was judged/,
      ),
    ]);
    expect(report?.flakes[0]).toContain("output of hide a");
    expect(report?.masks).toEqual({ refused: 2, hidden: 1, total: 3 });
    expect(totals.flakes).toBe(1);
  });

  it("names a mask that is refused each time, but not in the same way", async () => {
    const either = sampleLab.masks.map((mask) => ({ ...mask, expect: ["symptom-hidden", "not-fixed"] as const }));
    const typing: FakeSandbox[] = [];
    const engine = new FakeEngine({
      probe: (sandbox, input) => {
        if (sandbox.typed.includes("hide b") && !typing.includes(sandbox)) typing.push(sandbox);
        const odd = input.script === "save" && typing.indexOf(sandbox) === 1;
        return odd ? { finding: "not-met" } : rightAnswers.probe(sandbox, input);
      },
    });
    const [report] = (await run(engine, { labs: [{ ...sampleLab, masks: either }], only: ["masks"] })).labs;
    expect(report).toMatchObject({ problems: [], masks: { refused: 2, hidden: 1, total: 3 } });
    expect(report?.flakes).toEqual(['mask hide-b: run 2 of 3 was judged "not fixed", the others "symptom hidden".']);
  });

  it("tells once what is broken in each run", async () => {
    const never = { ...rightAnswers, look: () => ({ finding: "not-met" as const, saw: "uid 0" }) };
    const [report] = (await run(new FakeEngine(never), { only: ["fix-a"] })).labs;
    expect(report?.problems).toHaveLength(1);
    expect(report?.problems[0]).toContain('solution fix-a was judged "symptom hidden" instead of "fixed"');
    expect(report?.flakes).toEqual([]);
  });

  it("draws for a part the same whether or not others are shown beside it", async () => {
    const [one, all] = [new FakeEngine(rightAnswers), new FakeEngine(rightAnswers)];
    await run(one, { only: ["hide-b"] });
    await run(all, { jobs: 3 });
    expect(drawn(one)).toHaveLength(3);
    for (const parameters of drawn(one)) expect(drawn(all)).toContain(parameters);
  });

  describe("with --write-proof", () => {
    it("counts on from a proof of the same files, and begins anew where they were changed", async () => {
      await using proven = await ProvenFolder.make();
      expect(await proven.after(rightAnswers)).toMatchObject({ digest: "d1", solutions: 3, masks: 3, runs: 3 });
      expect(proven.told).toBe("sample: Its proof is written: it held 3 times in a row.");
      expect(await proven.after(rightAnswers, { runs: 2 })).toMatchObject({ digest: "d1", runs: 5 });
      expect(proven.told).toBe("sample: Its proof counts on: it held 5 times in a row.");
      proven.digest = "d2";
      expect(await proven.after(rightAnswers, { runs: 1 })).toMatchObject({ digest: "d2", runs: 1 });
      expect(proven.told).toBe("sample: Its proof is written: it held once.");
    });

    it("takes the proof away from a lab that flakes or does not hold, since its row is broken", async () => {
      await using proven = await ProvenFolder.make();
      const never = { ...rightAnswers, look: () => ({ finding: "not-met" as const, saw: "uid 0" }) };
      for (const broken of [flaky("hide a", 2), never]) {
        await proven.after(rightAnswers, { runs: 1 });
        expect(await proven.after(broken)).toBeNull();
        expect(proven.told).toBe("sample: Its proof is taken away, since wrong-owner did not hold.");
      }
      await proven.after(never);
      expect(proven.told).toBe("sample: No proof is written, since wrong-owner did not hold.");
    });

    it("leaves the proof alone where the engine kept something from being shown", async () => {
      await using proven = await ProvenFolder.make();
      const before = await proven.after(rightAnswers, { runs: 1 });
      const engineFails = {
        ...rightAnswers,
        probe: () => {
          throw new LabError("no-capacity", "The engine has no room.", "Wait.");
        },
      };
      expect(await proven.after(engineFails)).toEqual(before);
      expect(proven.told).toBe("sample: Its proof stays as it is, since not all could be verified.");
    });

    it("is refused at once where only a part is to be shown", async () => {
      await using proven = await ProvenFolder.make();
      await expect(proven.after(rightAnswers, { only: ["healthy"], firstVariant: true })).rejects.toMatchObject({
        code: "bad-request",
        message: "With --only and --first-variant only a part is shown, and a proof is of everything.",
      });
      await expect(proven.after(rightAnswers, { variant: "wrong-owner" })).rejects.toMatchObject({
        message: "With --variant only a part is shown, and a proof is of everything.",
      });
    });
  });

  it("ends its text with what was shown in all and where the time went", async () => {
    const lines = verifiedText(await run(new FakeEngine(flaky("hide a", 1)))).split("\n");
    expect(lines[0]).toMatch(/masks refused 2\/3, hidden 1 .* 1 flake$/);
    expect(lines).toContain(
      'sample/wrong-owner: flake: mask hide-a: run 1 of 3 was judged "fixed", the others "symptom hidden".',
    );
    expect(lines.at(-2)).toBe(
      "1 lab with 1 variant, 3 runs each, solutions 3/3, masks refused 2/3, hidden 1, 0 pieces of evidence, paths 0/0, 1 flake",
    );
    expect(lines.at(-1)).toMatch(
      /^[\d.]+ s with 2 jobs at a time: starting \d+ %, typing \d+ %, checking \d+ %, removing \d+ %/,
    );
  });
});

/** An engine that goes away when a sandbox with this number, from 1, is opened, and comes back after so many questions. */
class VanishingEngine extends FakeEngine {
  readonly #at: number;
  #silent: number;
  #opened = 0;

  constructor(at: number, silent: number) {
    super(rightAnswers);
    this.#at = at;
    this.#silent = silent;
  }

  override async version(): Promise<string> {
    if (this.#opened >= this.#at && this.#silent-- > 0) throw gone();
    return "fake";
  }

  override async open(request: OpenRequest) {
    this.#opened += 1;
    if (this.#opened === this.#at) throw gone();
    return super.open(request);
  }
}

const gone = () => new LabError("no-engine", "No Docker Engine answers (ECONNREFUSED).", "Start Docker.");

describe("verifying while the engine goes away", () => {
  it("says what could not be verified, and goes on once the engine is back", async () => {
    const { labs, totals } = await run(new VanishingEngine(4, 0), { jobs: 1, runs: 1 });
    expect(labs).toMatchObject([
      {
        problems: [],
        flakes: [],
        solutions: { passed: 2, total: 3 },
        masks: { refused: 3, total: 3 },
        unverified: ["solution fix-b: could not be verified. No Docker Engine answers (ECONNREFUSED). Start Docker."],
      },
    ]);
    expect(totals.unverified).toBe(1);
  });

  it("stops where the engine stays away, keeps what was shown and tells how much was not", async () => {
    const told: string[] = [];
    const { labs } = await run(new VanishingEngine(4, 9), { jobs: 1, runs: 1, onLine: (line) => told.push(line) });
    expect(labs).toMatchObject([
      { problems: [], healthy: true, untouched: "not fixed", solutions: { passed: 1, total: 2 } },
    ]);
    expect(labs[0]?.unverified).toEqual([
      expect.stringMatching(/^solution fix-b: could not be verified\./),
      "4 of 8 runs were not begun.",
    ]);
    expect(told.at(-1)).toContain("Nothing more is verified.");
  });

  it("does not take a run that could not be verified for a flake", async () => {
    const { labs } = await run(new VanishingEngine(2, 0), { jobs: 1, only: ["hide-a"] });
    expect(labs).toMatchObject([{ problems: [], flakes: [], masks: { refused: 0, total: 1 } }]);
    expect(labs[0]?.unverified).toEqual([expect.stringMatching(/^mask hide-a, run 2: could not be verified\./)]);
  });
});
