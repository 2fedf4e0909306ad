// The tabs of an attempt's terminals: which there are, their order and their names.
import { useCallback, useMemo, useRef, useState } from "react";
import type { Attempt, TerminalView } from "../../orchestrator/protocol/attempts.ts";
import { type Arrangement, inOrder, MAX_NAME, moved } from "./arrangement.ts";
import type { Arrange } from "./use-arrangement.ts";

/** A terminal with the name that it was given here, and the one that it has of itself. */
export interface NamedTerminal extends TerminalView {
  readonly ownName: string;
  /** What a program in it calls it; empty where none does. */
  readonly title: string;
}

/** @param dismissed ids of terminals that were closed here */
export function useTabs(
  attempt: Attempt,
  { order, names }: Arrangement,
  arrange: Arrange,
  dismissed: ReadonlySet<string>,
) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const seenOpen = useRef(new Set<string>());

  // A shell that ended while the page was open keeps its tab, so that its last words can be read.
  const shown = useMemo(() => {
    for (const terminal of attempt.terminals) if (terminal.open) seenOpen.current.add(terminal.id);
    const there = attempt.terminals.filter(({ id, open }) => !dismissed.has(id) && (open || seenOpen.current.has(id)));
    const machines = attempt.machines.map(({ name }) => name);
    return inOrder(there, order, machines).map((terminal): NamedTerminal => {
      const { id, name } = terminal;
      return { ...terminal, ownName: name, name: names[id] ?? name, title: titles[id] ?? "" };
    });
  }, [attempt.terminals, attempt.machines, dismissed, order, names, titles]);

  /** Moves a tab by some places to the right. */
  const moveBy = useCallback(
    (id: string, by: number) => {
      const ids = shown.map((terminal) => terminal.id);
      arrange((now) => ({ ...now, order: moved(ids, id, ids.indexOf(id) + by) }));
    },
    [shown, arrange],
  );
  /** Moves a tab to where another one is. */
  const moveTo = useCallback(
    (id: string, where: string) => {
      const ids = shown.map((terminal) => terminal.id);
      arrange((now) => ({ ...now, order: moved(ids, id, ids.indexOf(where)) }));
    },
    [shown, arrange],
  );
  /** Gives a terminal a name; an empty one gives it back its own. */
  const rename = useCallback(
    (terminal: NamedTerminal, name: string) => {
      const given = name.trim().slice(0, MAX_NAME);
      arrange((now) => {
        const { [terminal.id]: _, ...others } = now.names;
        const isOwn = given === "" || given === terminal.ownName;
        return { ...now, names: isOwn ? others : { ...others, [terminal.id]: given } };
      });
      setRenaming(null);
    },
    [arrange],
  );
  const onTitle = useCallback(
    (id: string, title: string) => setTitles((before) => (before[id] === title ? before : { ...before, [id]: title })),
    [],
  );
  return { shown, onTitle, renaming, setRenaming, moveBy, moveTo, rename };
}
