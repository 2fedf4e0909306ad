// Everything that can be done with terminals, by name.
import { useMemo } from "react";
import type { MachineView } from "../../orchestrator/protocol/attempts.ts";
import { setScreenReader } from "../terminal/screen-reader.ts";
import { changeFontSize } from "../terminal/settings.ts";
import { useScreenReader } from "../terminal/use-settings.ts";
import type { Command } from "../ui/commands.ts";
import type { Terminals } from "./use-terminals.ts";

/** The palette gives the focus back when it closes; a terminal takes it after that. */
const AFTER_PALETTE_MS = 200;
const group = "Terminals";
const later = (run: () => void) => () => void setTimeout(run, AFTER_PALETTE_MS);

export function useTerminalCommands(machines: readonly MachineView[], terminals: Terminals): Command[] {
  const usable = useMemo(() => machines.filter(({ shell, state }) => shell && state !== "stopped"), [machines]);
  const ofEach = useCommandsOfEach(usable, terminals);
  const ofPanes = usePaneCommands(usable, terminals);
  const ofText = useTextCommands(terminals);
  return useMemo(() => [...ofEach, ...ofPanes, ...ofText], [ofEach, ofPanes, ofText]);
}

/** Going to, opening, renaming, moving and closing each of them. */
function useCommandsOfEach(usable: readonly MachineView[], terminals: Terminals): Command[] {
  const { shown, inView, select, open, close, moveBy, setRenaming } = terminals;
  return useMemo(
    () => [
      ...shown.map(({ id, name, ownName }) => ({
        id: `go-${id}`,
        group,
        title: `Go to ${name}`,
        words: ["terminal", "shell", ownName],
        run: later(() => select(id)),
      })),
      ...usable.map(({ name, hostname }) => ({
        id: `open-${name}`,
        group,
        title: `Open a terminal on ${hostname}`,
        ...(name === inView?.machine ? { detail: "Ctrl Shift S" } : {}),
        run: () => open(name),
      })),
      ...shown.flatMap((terminal, at) => {
        const { id, name } = terminal;
        const isLast = at === shown.length - 1;
        const move = (by: number) => ({
          id: `move-${by}-${id}`,
          group,
          title: `Move ${name} to the ${by < 0 ? "left" : "right"}`,
          words: ["tab", "reorder"],
          run: () => moveBy(id, by),
        });
        return [
          { id: `rename-${id}`, group, title: `Rename ${name}`, run: later(() => setRenaming(id)) },
          ...(at > 0 ? [move(-1)] : []),
          ...(isLast ? [] : [move(1)]),
          {
            id: `close-${id}`,
            group,
            title: `Close ${name}`,
            ...(id === inView?.id ? { detail: "Ctrl Shift X" } : {}),
            run: () => close(terminal),
          },
        ];
      }),
    ],
    [usable, shown, inView, select, open, close, moveBy, setRenaming],
  );
}

/** Splitting, on each machine, and undoing it. */
function usePaneCommands(usable: readonly MachineView[], terminals: Terminals): Command[] {
  const { shown, panes, inView, full, select, split, unsplit } = terminals;
  return useMemo(() => {
    if (!inView) return [];
    const undo: Command = {
      id: "unsplit",
      group,
      title: `Take ${inView.name} out of the split`,
      words: ["pane", "unsplit"],
      run: later(() => unsplit(inView.id)),
    };
    if (full) return [undo];
    const ways = [
      { way: "row", name: "to the right", keys: "Ctrl Shift E" },
      { way: "column", name: "below", keys: "Ctrl Shift O" },
    ] as const;
    return [
      ...usable.flatMap(({ name: machine, hostname }) =>
        ways.map(({ way, name, keys }) => ({
          id: `split-${way}-${machine}`,
          group,
          title: `Split ${name}, a shell on ${hostname}`,
          words: ["pane"],
          ...(machine === inView.machine ? { detail: keys } : {}),
          run: () => split(way, machine),
        })),
      ),
      ...shown
        .filter(({ id }) => !panes.includes(id))
        .map(({ id, name }) => ({
          id: `beside-${id}`,
          group,
          title: `Show ${name} beside ${inView.name}`,
          words: ["split", "pane"],
          run: later(() => select(id, { way: "row" })),
        })),
      ...(panes.length > 1 ? [undo] : []),
    ];
  }, [usable, shown, panes, inView, full, select, split, unsplit]);
}

/** Search, clipboard, size of the text. */
function useTextCommands({ inView, session, focus }: Terminals): Command[] {
  const speaks = useScreenReader();
  return useMemo(() => {
    const size = (title: string, detail: string, by: number): Command => ({
      id: `size-${by}`,
      group,
      title,
      detail,
      words: ["font", "zoom"],
      run: later(() => {
        changeFontSize(by);
        focus();
      }),
    });
    const ofScreen: Command[] = [
      {
        id: "search",
        group,
        title: `Search in ${inView?.name}`,
        detail: "Ctrl Shift F",
        words: ["find"],
        run: later(() => session()?.openSearch()),
      },
      { id: "copy", group, title: "Copy", detail: "Ctrl Shift C", run: later(() => void session()?.clipboard.copy()) },
      {
        id: "paste",
        group,
        title: "Paste",
        detail: "Ctrl Shift V",
        run: later(() => void session()?.clipboard.pasteFromClipboard()),
      },
    ];
    return [
      ...(inView ? ofScreen : []),
      size("Bigger text in terminals", "Ctrl +", 1),
      size("Smaller text in terminals", "Ctrl -", -1),
      size("Usual text in terminals", "Ctrl 0", 0),
      {
        id: "screen-reader",
        group,
        title: `Turn ${speaks ? "off" : "on"} screen reader support in terminals`,
        run: () => setScreenReader(!speaks),
      },
    ];
  }, [inView, session, focus, speaks]);
}
