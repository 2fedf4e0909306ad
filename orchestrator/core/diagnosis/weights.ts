// Every number that the score is made of, each with its reason. See orchestrator/decisions/0003-diagnosis-score.md.
import type { ComponentId, HintStep } from "../../protocol/diagnosis.ts";

interface Weighed {
  readonly value: number;
  readonly reason: string;
}

const weighed = (value: number, reason: string): Weighed => ({ value, reason });

/** How much each component counts against the others. They add up to 105; the process is their weighted mean. */
export const COMPONENT_WEIGHTS: Readonly<Record<ComponentId, Weighed>> = {
  evidence: weighed(25, "What was seen is what the rest stands on."),
  narrowing: weighed(10, "Ruling out is worth more than a lucky first guess."),
  layers: weighed(10, "A walk through the layers finds what a favourite tool misses."),
  discipline: weighed(20, "A change before the cause is known destroys evidence and adds unknowns."),
  safety: weighed(15, "What is lost can't be brought back by the right fix."),
  verification: weighed(10, "A fix that nobody looked at is a hope."),
  efficiency: weighed(5, "Few commands are a sign of a plan, and only a sign."),
  flailing: weighed(5, "Doing the same again shows that nothing was learned from it."),
  time: weighed(5, "Time matters to users, but haste must not pay."),
};

/** Points of a hundred. */
export const PROCESS_POINTS = weighed(60, "The round is judged on the path more than on the end.");
export const OUTCOME_POINTS = weighed(40, "It is still a job: in the end the service has to work.");

/** What part of the outcome's points each end earns. */
export const OUTCOME_SHARES = {
  fixed: weighed(1, "The cause is gone."),
  hidden: weighed(0.4, "Users are served for now, and the next page is certain."),
} as const;

/** Taken off the discipline, 1 being all of it, for each change before the cause was known. */
export const CHANGE_PENALTIES = {
  measuredMitigation: weighed(0, "Relief first is right once the symptom was measured."),
  unmeasuredMitigation: weighed(0.15, "Relief without a measurement can't be told from chance."),
  change: weighed(0.3, "A guess carried out: three of them use up the most of it."),
  destructive: weighed(0.5, "A guess that can't be taken back: two use up all of it."),
} as const;

/** Severity of a destructive command that the lab does not list; listed ones go up to 1 and beyond. */
export const UNLISTED_SEVERITY = weighed(0.25, "It deleted or killed something, and nobody says that it mattered.");

/** The most that an attempt gets, whatever else it earned. */
export const CAPS = {
  severe: { limit: 40, severity: 1, reason: "Losing what can't be replaced fails a round, however good the rest." },
  notFixed: { limit: 60, reason: "A good search alone does not pass." },
  unseen: { limit: 60, reason: "Where nothing is wrong, only what was seen tells who knew it from who did nothing." },
} as const;

/** What counts as flailing, in commands; set against half of the commands that looked, at least `room`. */
export const FLAILING = {
  repeat: weighed(0.5, "Looking again is cheap, and told nothing new."),
  failed: weighed(0.25, "Everyone mistypes."),
  sameChange: weighed(1, "It did not help the first time."),
  room: weighed(4, "A short attempt must not be lost to a single slip."),
} as const;

/** From par up to this multiple of it the points for time go down to none. */
export const TIME_LIMIT_PARS = weighed(3, "Twice as slow as the author's par still earns half.");

/** Points off the total for each step of a hint. */
export const HINT_COSTS: Readonly<Record<HintStep, Weighed>> = {
  where: weighed(2, "A direction; the look is still the candidate's."),
  what: weighed(3, "The look, but not its meaning."),
  meaning: weighed(5, "The conclusion itself."),
};
