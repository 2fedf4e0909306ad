// The terminals of an attempt: the bar above, panes below; all stay connected, also those out of view.
import { Button, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { failureText } from "../ui/failure.tsx";
import { KeyRow } from "./key-row.tsx";
import { Panes } from "./panes.tsx";
import { TerminalBar } from "./terminal-bar.tsx";
import classes from "./terminals.module.css";
import type { Terminals } from "./use-terminals.ts";

/** Below this width panes would be too narrow to read: each is a tab again, and the layout waits for room. */
const ROOM_FOR_PANES = "(min-width: 700px)";
const WAY_OUT = "terminal-way-out";

interface Props {
  attempt: Attempt;
  terminals: Terminals;
  onAskReset: () => void;
}

export function TerminalArea({ attempt, terminals, onAskReset }: Props) {
  const { shown, inView, layout } = terminals;
  const hasRoom = useMediaQuery(ROOM_FOR_PANES, true, { getInitialValueInEffect: false });
  const stopped = attempt.machines.filter(({ state }) => state === "stopped");
  return (
    <Tabs
      className={classes.area ?? ""}
      value={inView?.id ?? null}
      onChange={(id) => id && terminals.select(id)}
      activateTabWithKeyboard={false}
      variant="none"
    >
      <TerminalBar terminals={terminals} machines={attempt.machines} hasRoom={hasRoom} />
      {stopped.length > 0 && (
        <div className={classes.notice} role="alert">
          <p>
            <strong>{stopped.map(({ hostname }) => hostname).join(", ")} stopped.</strong> Its processes are gone. Reset
            starts the same machines again, broken as they were; notes and commands are kept.
          </p>
          <Button size="xs" onClick={onAskReset}>
            Reset machines
          </Button>
        </div>
      )}
      {terminals.error !== null && <Failed error={terminals.error} onClose={terminals.forget} />}
      <p className="visually-hidden" id={WAY_OUT}>
        Every key goes to the shell, Tab too. Control Shift up leads out of the terminal to the list of terminals.
      </p>
      <div className={classes.stage}>
        {layout && inView && (
          <Panes
            attempt={attempt.id}
            terminals={terminals}
            layout={hasRoom ? layout : inView.id}
            describedBy={WAY_OUT}
          />
        )}
        {shown.length === 0 && <NoTerminal attempt={attempt} onOpen={terminals.open} />}
      </div>
      <KeyRow session={terminals.session} />
    </Tabs>
  );
}

function NoTerminal({ attempt, onOpen }: { attempt: Attempt; onOpen: (machine: string) => void }) {
  const usable = attempt.machines.filter(({ shell, state }) => shell && state !== "stopped");
  return (
    <div className={classes.none}>
      <p>No terminal is open.</p>
      {usable.map((machine) => (
        <Button key={machine.name} variant="default" onClick={() => onOpen(machine.name)}>
          Open a terminal on {machine.hostname}
        </Button>
      ))}
    </div>
  );
}

function Failed({ error, onClose }: { error: unknown; onClose: () => void }) {
  const failure = failureText(error);
  return (
    <div className={classes.notice} role="alert">
      <p>
        <strong>{failure.message}</strong> {failure.remedy}
      </p>
      <Button size="xs" variant="default" onClick={onClose}>
        Dismiss
      </Button>
    </div>
  );
}
