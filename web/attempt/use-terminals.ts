// The terminals of an attempt on the page: their tabs, their panes, their sessions, and opening and closing shells.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Attempt, TerminalView } from "../../orchestrator/protocol/attempts.ts";
import { api } from "../api.ts";
import type { TerminalSession } from "../terminal/session.ts";
import { attemptQuery } from "../ui/queries.ts";
import type { Way } from "./layout.ts";
import { useArrangement } from "./use-arrangement.ts";
import { useDismissed } from "./use-dismissed.ts";
import { type Place, usePanes } from "./use-panes.ts";
import { useTabs } from "./use-tabs.ts";

interface Opening extends Place {
  readonly machine: string;
}

export function useTerminals(attempt: Attempt) {
  const queries = useQueryClient();
  const [arrangement, arrange] = useArrangement(attempt.id);
  const closing = useDismissed(attempt.id);
  const { dismissed, dismiss } = closing;
  const { sessions, giveFocus, onSession } = useSessions();
  const tabs = useTabs(attempt, arrangement, arrange, dismissed);
  const panes = usePanes(tabs.shown, arrangement, arrange, giveFocus);
  const { inView, select, leave } = panes;
  const { shown } = tabs;

  // The answer to an opening comes when the panes may be others than when it was asked for.
  const latest = useRef({ select });
  latest.current = { select };
  const {
    mutate: openAt,
    error: openError,
    reset: forgetOpening,
  } = useMutation({
    mutationFn: ({ machine }: Opening) => api.openTerminal(attempt.id, machine),
    onSuccess: (terminal: TerminalView, place) => {
      queries.setQueryData(attemptQuery(attempt.id).queryKey, (now) =>
        now && !now.terminals.some(({ id }) => id === terminal.id)
          ? { ...now, terminals: [...now.terminals, terminal] }
          : now,
      );
      latest.current.select(terminal.id, place);
    },
  });
  const open = useCallback((machine: string) => openAt({ machine }), [openAt]);
  /** Opens a shell beside or below the chosen one, on its machine or on another. */
  const split = useCallback(
    (way: Way, machine = inView?.machine) => {
      if (machine !== undefined) openAt({ machine, way });
    },
    [openAt, inView],
  );
  useFirstTerminal(attempt, open);

  const close = useCallback(
    (terminal: TerminalView) => {
      leave(terminal.id);
      dismiss(terminal);
    },
    [leave, dismiss],
  );
  /** Opens another shell on the machine of one that ended, in its place. */
  const reopen = useCallback(
    (terminal: TerminalView) =>
      openAt({ machine: terminal.machine, pane: terminal.id }, { onSuccess: () => dismiss(terminal) }),
    [openAt, dismiss],
  );
  const session = useCallback(() => (inView ? sessions.current.get(inView.id) : undefined), [inView, sessions]);
  const focus = useCallback(() => session()?.focus(), [session]);
  const step = useCallback(
    (by: number) => {
      const at = shown.findIndex(({ id }) => id === inView?.id);
      const next = shown.at((at + by) % shown.length);
      if (next) select(next.id);
    },
    [shown, inView, select],
  );
  const error = openError ?? closing.error;
  const forget = () => {
    forgetOpening();
    closing.forget();
  };
  return { ...tabs, ...panes, open, split, close, reopen, session, focus, step, onSession, error, forget };
}

export type Terminals = ReturnType<typeof useTerminals>;

/** The sessions of the terminals on the page. One that is not there yet takes the focus itself when it comes, where it is chosen. */
function useSessions() {
  const sessions = useRef(new Map<string, TerminalSession>());
  const giveFocus = useCallback((id: string) => {
    const session = sessions.current.get(id);
    if (session) requestAnimationFrame(() => session.focus());
  }, []);
  const onSession = useCallback((id: string, session: TerminalSession | null) => {
    if (session) sessions.current.set(id, session);
    else sessions.current.delete(id);
  }, []);
  return useMemo(() => ({ sessions, giveFocus, onSession }), [giveFocus, onSession]);
}

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
