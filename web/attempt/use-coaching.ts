// The coach and the hints of an attempt. Refusals are kept for the panel to show.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { HintOffer } from "../../orchestrator/protocol/diagnosis.ts";
import { api } from "../api.ts";
import { attemptQuery } from "../ui/queries.ts";

export function useCoaching(attempt: Attempt) {
  const { id, nextHint, diagnosed } = attempt;
  const queries = useQueryClient();
  const { queryKey } = attemptQuery(id);
  const answered = {
    onSuccess: (now: Attempt) => queries.setQueryData(queryKey, now),
    // A refusal means that the attempt is not as this page shows it.
    onError: () => queries.invalidateQueries({ queryKey }),
  };
  const hint = useMutation({ mutationFn: (offer: HintOffer) => api.takeHint(id, offer), ...answered });
  const coach = useMutation({
    mutationFn: (on: boolean) => api.setCoach(id, on),
    scope: { id: `coach ${id}` },
    ...answered,
  });
  const taken = hint.data?.hints.at(-1) ?? null;
  return useMemo(
    () => ({
      /** Whether there is a coach and hints at all. */
      offered: diagnosed,
      coachOn: coach.isPending ? coach.variables : attempt.coach,
      setCoach: coach.mutate,
      coachError: coach.error,
      takeHint: () => {
        if (nextHint && !hint.isPending) hint.mutate(nextHint);
      },
      taking: hint.isPending,
      hintError: hint.error,
      /** The hint that this page took last. */
      taken,
    }),
    [
      diagnosed,
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
    ],
  );
}

export type Coaching = ReturnType<typeof useCoaching>;
