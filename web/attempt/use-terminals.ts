// Which terminals the page shows, which one is in view, and their sessions.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Attempt, TerminalView } from "../../orchestrator/protocol/attempts.ts";
import { api } from "../api.ts";
import type { TerminalSession } from "../terminal/session.ts";
import { attemptQuery } from "../ui/queries.ts";

export function useTerminals(attempt: Attempt) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const seenOpen = useRef(new Set<string>());
  const sessions = useRef(new Map<string, TerminalSession>());
  const wantsFocus = useRef<string | null>(null);

  // A shell that ended while the page was open keeps its tab, so that its last words can be read.
  const shown = useMemo(() => {
    for (const terminal of attempt.terminals) if (terminal.open) seenOpen.current.add(terminal.id);
    return attempt.terminals.filter(({ id, open }) => !dismissed.has(id) && (open || seenOpen.current.has(id)));
  }, [attempt.terminals, dismissed]);
  const inView = shown.find(({ id }) => id === chosen) ?? shown.at(0);

  const select = useCallback((id: string) => {
    setChosen(id);
    const session = sessions.current.get(id);
    if (session) requestAnimationFrame(() => session.focus());
    else wantsFocus.current = id;
  }, []);

  const onSession = useCallback((id: string, session: TerminalSession | null) => {
    if (!session) return void sessions.current.delete(id);
    sessions.current.set(id, session);
    if (wantsFocus.current === id) session.focus();
  }, []);

  const {
    mutate: open,
    error,
    reset: forget,
  } = useMutation({
    mutationFn: (machine: string) => api.openTerminal(attempt.id, machine),
    onSuccess: (terminal: TerminalView) => {
      queries.setQueryData(attemptQuery(attempt.id).queryKey, (now) =>
        now && !now.terminals.some(({ id }) => id === terminal.id)
          ? { ...now, terminals: [...now.terminals, terminal] }
          : now,
      );
      select(terminal.id);
    },
  });
  useFirstTerminal(attempt, open);

  const close = useCallback(
    (terminal: TerminalView) => {
      setDismissed((before) => new Set(before).add(terminal.id));
      // Closing a shell that is already gone is what was wanted.
      if (terminal.open) api.closeTerminal(attempt.id, terminal.id).catch(() => undefined);
    },
    [attempt.id],
  );
  const reopen = useCallback(
    (terminal: TerminalView) => {
      close(terminal);
      open(terminal.machine);
    },
    [close, open],
  );
  const focus = useCallback(() => {
    if (inView) sessions.current.get(inView.id)?.focus();
  }, [inView]);
  const type = useCallback(
    (text: string) => {
      if (inView) sessions.current.get(inView.id)?.type(text);
    },
    [inView],
  );
  const step = useCallback(
    (by: number) => {
      const at = shown.findIndex(({ id }) => id === inView?.id);
      const next = shown.at((at + by) % shown.length);
      if (next) select(next.id);
    },
    [shown, inView, select],
  );
  return useMemo(
    () => ({ shown, inView, select, onSession, open, close, reopen, focus, type, step, error, forget }),
    [shown, inView, select, onSession, open, close, reopen, focus, type, step, error, forget],
  );
}

export type Terminals = ReturnType<typeof useTerminals>;

/** Opens the first terminal, once, where the attempt never had one. */
function useFirstTerminal(attempt: Attempt, open: (machine: string) => void): void {
  const done = useRef(false);
  const first = attempt.machines.find(({ shell, state }) => shell && state === "running")?.name;
  const wanted = attempt.state === "running" && attempt.terminals.length === 0 && first !== undefined;
  useEffect(() => {
    if (!wanted || done.current || first === undefined) return;
    done.current = true;
    open(first);
  }, [wanted, first, open]);
}
