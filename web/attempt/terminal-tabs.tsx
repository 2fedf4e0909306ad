import { ActionIcon, Menu, Tabs, Tooltip } from "@mantine/core";
import type { MachineView } from "../../orchestrator/protocol/attempts.ts";
import { CloseIcon, PlusIcon } from "../ui/icons.tsx";
import classes from "./terminal-tabs.module.css";
import type { Terminals } from "./use-terminals.ts";

/**
 * The tabs, in the order of the machines. Arrows move among them, Enter opens one, Delete closes it: the cross is for
 * pointers only and hidden from screen readers, as the ARIA practices for tabs have it.
 */
export function TerminalTabs({ terminals, machines }: { terminals: Terminals; machines: readonly MachineView[] }) {
  const order = new Map(machines.map((machine, index) => [machine.name, index]));
  const tabs = terminals.shown.toSorted((a, b) => (order.get(a.machine) ?? 0) - (order.get(b.machine) ?? 0));
  return (
    <div className={classes.bar}>
      <Tabs.List className={classes.list ?? ""} aria-label="Terminals">
        {tabs.map((terminal, index) => (
          <div
            key={terminal.id}
            className={classes.tab}
            role="presentation"
            data-first={index > 0 && tabs[index - 1]?.machine !== terminal.machine}
          >
            <Tabs.Tab
              value={terminal.id}
              data-over={!terminal.open}
              onKeyDown={(event) => event.key === "Delete" && terminals.close(terminal)}
            >
              {terminal.name}
            </Tabs.Tab>
            <button
              type="button"
              className={classes.close}
              tabIndex={-1}
              aria-hidden="true"
              title={`Close ${terminal.name}`}
              onClick={() => terminals.close(terminal)}
            >
              <CloseIcon />
            </button>
          </div>
        ))}
      </Tabs.List>
      <OpenTerminal machines={machines} onOpen={terminals.open} />
    </div>
  );
}

function OpenTerminal({ machines, onOpen }: { machines: readonly MachineView[]; onOpen: (machine: string) => void }) {
  const withShell = machines.filter(({ shell, state }) => shell && state !== "stopped");
  const [only] = withShell;
  if (!only) return null;
  const button = (onClick?: () => void) => (
    <ActionIcon
      className={classes.open ?? ""}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Open another terminal"
      {...(onClick ? { onClick } : {})}
    >
      <PlusIcon />
    </ActionIcon>
  );
  if (withShell.length === 1) {
    return <Tooltip label={`Another terminal on ${only.hostname}`}>{button(() => onOpen(only.name))}</Tooltip>;
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        {withShell.map((machine) => (
          <Menu.Item key={machine.name} onClick={() => onOpen(machine.name)}>
            <span className="mono">{machine.hostname}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
