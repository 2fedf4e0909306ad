// The terminals whose tabs were closed: they are out of sight at once, and back where their shell could not be closed.
import { useCallback, useState } from "react";
import type { TerminalView } from "../../orchestrator/protocol/attempts.ts";
import { ApiFailure, api, type FailureCode } from "../api.ts";

/** What says that a shell is gone already, which is what was wanted. */
const goneAlready: ReadonlySet<FailureCode> = new Set(["unknown-terminal", "unknown-attempt", "wrong-state"]);

/** @param attempt the attempt's id */
export function useDismissed(attempt: string) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>(null);
  const dismiss = useCallback(
    ({ id, open }: TerminalView) => {
      setDismissed((before) => new Set(before).add(id));
      if (!open) return;
      api.closeTerminal(attempt, id).catch((failure: unknown) => {
        if (failure instanceof ApiFailure && goneAlready.has(failure.code)) return;
        setDismissed((before) => new Set([...before].filter((other) => other !== id)));
        setError(failure);
      });
    },
    [attempt],
  );
  const forget = useCallback(() => setError(null), []);
  return { dismissed, dismiss, error, forget };
}
