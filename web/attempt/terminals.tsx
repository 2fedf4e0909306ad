// The terminals of an attempt: tabs above, the chosen one below; all stay connected. Hidden by style, because the default of
// Mantine (Activity) would undo the effects of a hidden terminal, and with them its line.
import { Button, Tabs } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { failureText } from "../ui/failure.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { KeyRow } from "./key-row.tsx";
import { TerminalTabs } from "./terminal-tabs.tsx";
import classes from "./terminals.module.css";
import type { Terminals } from "./use-terminals.ts";

const TerminalView = lazy(() => import("../terminal/terminal-view.tsx"));

interface Props {
  attempt: Attempt;
  terminals: Terminals;
  onAskReset: () => void;
}

export function TerminalArea({ attempt, terminals, onAskReset }: Props) {
  const { shown, inView } = terminals;
  const stopped = attempt.machines.filter(({ state }) => state === "stopped");
  return (
    <Tabs
      className={classes.area ?? ""}
      value={inView?.id ?? null}
      onChange={(id) => id && terminals.select(id)}
      activateTabWithKeyboard={false}
      keepMountedMode="display-none"
      variant="none"
    >
      <TerminalTabs terminals={terminals} machines={attempt.machines} />
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
      {terminals.error && <OpenFailure error={terminals.error} onClose={terminals.forget} />}
      <div className={classes.stage}>
        <Suspense fallback={<PageLoading what="the terminal" />}>
          {shown.map((terminal) => (
            <Tabs.Panel key={terminal.id} value={terminal.id} keepMounted>
              <TerminalView
                attempt={attempt.id}
                terminal={terminal}
                inView={terminal.id === inView?.id}
                onSession={terminals.onSession}
                onReopen={terminals.reopen}
              />
            </Tabs.Panel>
          ))}
        </Suspense>
        {shown.length === 0 && <NoTerminal attempt={attempt} onOpen={terminals.open} />}
      </div>
      <KeyRow onType={terminals.type} />
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

function OpenFailure({ error, onClose }: { error: unknown; onClose: () => void }) {
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
