// What can be done to an attempt: check, reset, end. Refusals are kept for the page to show.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import type { CheckRun } from "../../orchestrator/protocol/checks.ts";
import { api } from "../api.ts";
import { attemptQuery } from "../ui/queries.ts";

export function useActions(id: string) {
  const queries = useQueryClient();
  const key = attemptQuery(id).queryKey;
  const put = (attempt: Attempt) => queries.setQueryData(key, attempt);
  const check = useMutation({
    mutationFn: () => api.check(id),
    // The steps arrive on the attempt's own line; this shows the first of them at once.
    onSuccess: (run: CheckRun) =>
      queries.setQueryData(key, (now) =>
        now && now.check?.id !== run.id ? { ...now, state: "checking" as const, check: run } : now,
      ),
  });
  const end = useMutation({ mutationFn: () => api.end(id), onSuccess: put });
  const reset = useMutation({ mutationFn: () => api.reset(id), onSuccess: put });
  const error = check.error ?? end.error ?? reset.error;
  return useMemo(
    () => ({
      check: check.mutate,
      end: end.mutateAsync,
      reset: reset.mutate,
      ending: end.isPending,
      error,
      forget: () => {
        check.reset();
        end.reset();
        reset.reset();
      },
    }),
    [check.mutate, end.mutateAsync, reset.mutate, end.isPending, error, check.reset, end.reset, reset.reset],
  );
}

export type Actions = ReturnType<typeof useActions>;
