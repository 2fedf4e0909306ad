// The coach and the hints of an attempt. Refusals are kept for the panel to show.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { HintOffer } from "../../orchestrator/protocol/diagnosis.ts";
import { api } from "../api.ts";
import { attemptQuery } from "../ui/queries.ts";

export function useCoaching(attempt: Attempt) {
  const { id, nextHint } = attempt;
  const queries = useQueryClient();
  const { queryKey } = attemptQuery(id);
  const answered = {
    onSuccess: (now: Attempt) => queries.setQueryData(queryKey, now),
    // A refusal means that the attempt is not as this page shows it.
    onError: () => queries.invalidateQueries({ queryKey }),
  };
  const hint = useMutation({ mutationFn: (_offer: HintOffer) => api.takeHint(id), ...answered });
  const coach = useMutation({
    mutationFn: (on: boolean) => api.setCoach(id, on),
    scope: { id: `coach ${id}` },
    ...answered,
  });
  const offered = useOffered(attempt);
  const taken = hint.data?.hints.at(-1) ?? null;
  const asked = hint.variables?.cost ?? null;
  return useMemo(
    () => ({
      offered,
      coachOn: coach.isPending ? coach.variables : attempt.coach,
      setCoach: coach.mutate,
      coachError: coach.error,
      takeHint: () => {
        if (nextHint && !hint.isPending) hint.mutate(nextHint);
      },
      taking: hint.isPending,
      hintError: hint.error,
      /** The hint that this page took last, and the price that it had named. */
      taken: taken && asked !== null ? { hint: taken, asked } : null,
    }),
    [
      offered,
      attempt.coach,
      nextHint,
      coach.isPending,
      coach.variables,
      coach.mutate,
      coach.error,
      hint.isPending,
      hint.mutate,
      hint.error,
      taken,
      asked,
    ],
  );
}

export type Coaching = ReturnType<typeof useCoaching>;

/** Whether the lab says how it is diagnosed: only then is there ever a hint. Remembered, since hints can run out. */
function useOffered({ nextHint, hints, coach }: Attempt): boolean {
  const seen = useRef(false);
  seen.current ||= nextHint !== null || hints.length > 0 || coach;
  return seen.current;
}
