import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api } from "../api.ts";
import { attemptQuery } from "./queries.ts";

/** Starts a lab and goes to the attempt, which shows the start step by step. */
export function useStartLab() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationFn: api.createAttempt,
    onSuccess: (attempt) => {
      queries.setQueryData(attemptQuery(attempt.id).queryKey, attempt);
      queries.invalidateQueries({ queryKey: ["labs"] });
      queries.invalidateQueries({ queryKey: ["attempts"] });
      navigate(`/attempts/${attempt.id}`);
    },
  });
  return { start: mutate, starting: isPending ? variables : null, error, forget: reset };
}
