import { ActionIcon, Tooltip } from "@mantine/core";
import type { MachineView } from "../../orchestrator/protocol/attempts.ts";
import { PlusIcon } from "../ui/icons.tsx";
import classes from "./machines.module.css";

const stateWord: Record<MachineView["state"], string> = {
  starting: "starting",
  running: "running",
  paused: "held still by the check",
  stopped: "stopped",
};

/** The machines of the lab, their state, and a way to a shell on each that has one. */
export function Machines({
  machines,
  onOpen,
}: {
  machines: readonly MachineView[];
  onOpen: (machine: string) => void;
}) {
  return (
    <section className={classes.machines} aria-labelledby="machines">
      <h3 id="machines">Machines</h3>
      <ul>
        {machines.map((machine) => (
          <li key={machine.name} data-state={machine.state}>
            <span className={classes.dot} aria-hidden="true" />
            <span className={classes.name}>{machine.hostname}</span>
            <span className={classes.state}>
              {stateWord[machine.state]}
              {!machine.shell && ", no shell"}
            </span>
            {machine.shell && machine.state !== "stopped" && (
              <Tooltip label={`Open a terminal on ${machine.hostname}`}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Open a terminal on ${machine.hostname}`}
                  onClick={() => onOpen(machine.name)}
                >
                  <PlusIcon />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
