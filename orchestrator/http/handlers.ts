// What each route does, in terms of the attempts and the catalog.
import type { Lab } from "../core/lab.ts";
import { LabError } from "../core/lab-error.ts";
import { measureDifficulty } from "../core/measured.ts";
import type { Engine } from "../core/ports.ts";
import type { StoredAttempt } from "../core/store-port.ts";
import type { LabCard, LabProblem, ShownProof, Track } from "../protocol/labs.ts";
import type { Recordings } from "../terminal/recording/recordings.ts";
import { labSummary } from "./attempt-view.ts";
import type { Attempts } from "./attempts.ts";
import type { LiveAttempt } from "./live-attempt.ts";
import type { Handlers } from "./mount-routes.ts";
import { ProgressReader } from "./progress.ts";
import { recordingViews } from "./recordings.ts";
import { TriedReader } from "./tried.ts";

export interface HandlerOptions {
  readonly version: string;
  readonly engine: Engine;
  readonly attempts: Attempts;
  readonly recordings: Recordings;
  readonly labs: readonly Lab[];
  /** A lab's proof, by its id. */
  readonly proofOf: (lab: string) => ShownProof | null;
  readonly tracks: readonly Track[];
  readonly problems: readonly LabProblem[];
  /** Unix time in milliseconds. */
  readonly now: () => number;
}

export function makeHandlers({
  version,
  engine,
  attempts,
  recordings,
  labs,
  proofOf,
  tracks,
  problems,
  now,
}: HandlerOptions): Handlers {
  const progress = new ProgressReader(attempts, now);
  const tried = new TriedReader(attempts);
  const cards = async (): Promise<LabCard[]> => {
    const all = await attempts.kept();
    const cardOf = async (lab: Lab): Promise<LabCard> => {
      const own = all.filter((attempt) => attempt.lab.id === lab.id);
      const measured = measureDifficulty(lab, await tried.read(own));
      return { ...labCard(lab, own), proof: proofOf(lab.id), measured };
    };
    return await Promise.all(labs.map(cardOf));
  };
  return {
    health: async () => ({
      version,
      engine: await engine.version().then(
        (found) => ({ reachable: true, version: found }),
        () => ({ reachable: false, version: "" }),
      ),
      attempts: { running: attempts.running, capacity: attempts.capacity },
    }),
    labs: async () => ({ labs: await cards(), tracks: [...tracks], problems: [...problems] }),
    lab: async ({ lab }) => {
      const card = (await cards()).find(({ id }) => id === lab);
      if (card) return card;
      throw new LabError("unknown-lab", `There is no lab named "${lab}".`, "Choose one of those in the library.");
    },
    attempts: async () => ({ attempts: await attempts.views() }),
    createAttempt: (_params, { lab }) => attempts.create(lab),
    attempt: ({ attempt }) => attempts.view(attempt),
    check: async ({ attempt }) => (await attempts.live(attempt)).check(),
    end: ({ attempt }) => attempts.end(attempt),
    reset: async ({ attempt }) => {
      const live = await attempts.live(attempt);
      live.reset();
      return live.view();
    },
    notes: ({ attempt }, { notes }) => attempts.saveNotes(attempt, notes),
    story: async ({ attempt }, { story }) => ({ story: await attempts.saveStory(attempt, story) }),
    coach: async ({ attempt }, { on }) => kept(await attempts.live(attempt), (live) => live.setCoach(on)),
    hint: async ({ attempt }, offer) => kept(await attempts.live(attempt), (live) => live.takeHint(offer)),
    output: ({ attempt, command }) => attempts.output(attempt, command),
    openTerminal: async ({ attempt }, { machine }) => (await attempts.live(attempt)).openTerminal(machine),
    closeTerminal: async ({ attempt, terminal }) => {
      const { terminals } = await attempts.live(attempt);
      if (!terminals.get(terminal)) {
        throw new LabError("unknown-terminal", "There is no such terminal.", "Reload the page.");
      }
      await terminals.close(terminal);
      return { closed: true };
    },
    progress: async () => progress.read(await cards()),
    result: ({ attempt }) => attempts.result(attempt),
    recordings: async ({ attempt }) => ({
      recordings: await recordingViews(recordings, await attempts.result(attempt)),
    }),
  };
}

/** Does something to an attempt, and answers once it is kept. */
async function kept<T>(live: LiveAttempt, act: (live: LiveAttempt) => T): Promise<T> {
  const answer = act(live);
  await live.record.flush();
  return answer;
}

/** @param own all attempts at the lab */
function labCard(lab: Lab, own: readonly StoredAttempt[]): Omit<LabCard, "proof" | "measured"> {
  const solved = own.flatMap(({ id, startedAtMs, fixedAtMs }) =>
    startedAtMs === null || fixedAtMs === null ? [] : [{ attemptId: id, seconds: (fixedAtMs - startedAtMs) / 1000 }],
  );
  const running = own.find(({ state }) => state === "starting" || state === "running" || state === "checking");
  return {
    ...labSummary(lab),
    summary: lab.summary,
    machines: lab.machines.map(({ name }) => name),
    teaches: [...lab.teaches],
    solved: solved.sort((one, other) => one.seconds - other.seconds)[0] ?? null,
    attempts: own.length,
    running: running?.id ?? null,
  };
}
