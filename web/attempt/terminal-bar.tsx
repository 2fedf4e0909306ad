// The bar above the terminals: their tabs, and what can be done with the one in view.
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import type { MachineView } from "../../orchestrator/protocol/attempts.ts";
import { SettingsPopover } from "../terminal/settings-popover.tsx";
import { PlusIcon, SplitBelowIcon, SplitRightIcon } from "../ui/icons.tsx";
import { MAX_PANES } from "./layout.ts";
import classes from "./terminal-bar.module.css";
import { TerminalMenu } from "./terminal-menu.tsx";
import { TerminalTabs } from "./terminal-tabs.tsx";
import type { Terminals } from "./use-terminals.ts";

interface Props {
  terminals: Terminals;
  machines: readonly MachineView[];
  /** Whether panes fit beside each other. */
  hasRoom: boolean;
}

export function TerminalBar({ terminals, machines, hasRoom }: Props) {
  const usable = machines.filter(({ shell, state }) => shell && state !== "stopped");
  const canSplit = hasRoom && terminals.inView !== undefined && usable.length > 0;
  return (
    <div className={classes.bar}>
      <TerminalTabs terminals={terminals} />
      <OpenTerminal machines={usable} onOpen={terminals.open} />
      <div className={classes.tools}>
        {canSplit && (
          <>
            <SplitTool
              name="Split to the right"
              keys="Ctrl Shift E"
              isFull={terminals.full}
              onUse={() => terminals.split("row")}
            >
              <SplitRightIcon />
            </SplitTool>
            <SplitTool
              name="Split below"
              keys="Ctrl Shift O"
              isFull={terminals.full}
              onUse={() => terminals.split("column")}
            >
              <SplitBelowIcon />
            </SplitTool>
          </>
        )}
        <TerminalMenu terminals={terminals} hasRoom={hasRoom} />
        <SettingsPopover />
      </div>
    </div>
  );
}

interface SplitToolProps {
  name: string;
  keys: string;
  isFull: boolean;
  onUse: () => void;
  children: ReactNode;
}

function SplitTool({ name, keys, isFull, onUse, children }: SplitToolProps) {
  return (
    <Tooltip label={isFull ? `${MAX_PANES} panes are the most` : `${name} (${keys})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={name}
        // Not `disabled`: one has to be able to ask why.
        aria-disabled={isFull}
        onClick={() => !isFull && onUse()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function OpenTerminal({ machines, onOpen }: { machines: readonly MachineView[]; onOpen: (machine: string) => void }) {
  const [only] = machines;
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
  if (machines.length === 1) {
    return <Tooltip label={`Another terminal on ${only.hostname}`}>{button(() => onOpen(only.name))}</Tooltip>;
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        {machines.map((machine) => (
          <Menu.Item key={machine.name} onClick={() => onOpen(machine.name)}>
            <span className="mono">{machine.hostname}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
