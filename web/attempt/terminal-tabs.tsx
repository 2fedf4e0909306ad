import { Tabs } from "@mantine/core";
import { type DragEvent, type KeyboardEvent, useEffect, useState } from "react";
import { CloseIcon } from "../ui/icons.tsx";
import { focusTabOnceDrawn, panelId, tabId } from "./tab-ids.ts";
import { TabName } from "./tab-name.tsx";
import classes from "./terminal-tabs.module.css";
import type { NamedTerminal } from "./use-tabs.ts";
import type { Terminals } from "./use-terminals.ts";

/**
 * The tabs. Arrows move among them, Enter opens one, F2 renames it, Shift with an arrow moves it, Delete closes it: the
 * cross is for pointers only and hidden from screen readers, as the ARIA practices for tabs have it.
 */
export function TerminalTabs({ terminals }: { terminals: Terminals }) {
  const { shown, inView } = terminals;
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const chosen = inView?.id;

  useEffect(() => {
    if (chosen) document.getElementById(tabId(chosen))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen]);

  const onKey = (event: KeyboardEvent, terminal: NamedTerminal, at: number) => {
    if (terminals.renaming === terminal.id) return;
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "Delete") terminals.close(terminal);
    else if (event.key === "F2") terminals.setRenaming(terminal.id);
    else if (event.key === "ArrowDown") terminals.select(terminal.id);
    else if (event.shiftKey && !event.ctrlKey && by !== 0) {
      terminals.moveBy(terminal.id, by);
      const place = Math.min(Math.max(at + by, 0), shown.length - 1) + 1;
      setSaid(`${terminal.name} is now ${place} of ${shown.length}.`);
      focusTabOnceDrawn(terminal.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const endDrag = () => {
    setDragged(null);
    setOver(null);
  };
  const drop = (event: DragEvent, on: string) => {
    event.preventDefault();
    if (dragged && dragged !== on) terminals.moveTo(dragged, on);
    endDrag();
  };
  const from = shown.findIndex(({ id }) => id === dragged);

  return (
    <>
      <Tabs.List className={classes.list ?? ""} aria-label="Terminals">
        {shown.map((terminal, at) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the tab within has the role; here its keys pass first.
          <div
            key={terminal.id}
            className={classes.tab}
            role="presentation"
            data-first={at > 0 && shown[at - 1]?.machine !== terminal.machine}
            data-drop={over === terminal.id && from >= 0 && from !== at ? (from < at ? "after" : "before") : undefined}
            data-dragged={dragged === terminal.id}
            draggable={terminals.renaming !== terminal.id}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", terminal.name);
              setDragged(terminal.id);
            }}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(terminal.id);
            }}
            onDrop={(event) => drop(event, terminal.id)}
            onDragEnd={endDrag}
            // Before Mantine moves the focus.
            onKeyDownCapture={(event) => onKey(event, terminal, at)}
          >
            {terminals.renaming === terminal.id ? (
              <TabName terminal={terminal} terminals={terminals} />
            ) : (
              <Tab terminal={terminal} terminals={terminals} />
            )}
          </div>
        ))}
      </Tabs.List>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}

function Tab({ terminal, terminals }: { terminal: NamedTerminal; terminals: Terminals }) {
  const { id, name, ownName, title, open } = terminal;
  const isInPane = terminals.panes.length > 1 && terminals.panes.includes(id);
  return (
    <>
      <Tabs.Tab
        value={id}
        id={tabId(id)}
        aria-controls={panelId(id)}
        data-over={!open}
        data-in-pane={isInPane}
        title={[ownName, title].filter((part) => part !== name && part !== "").join(": ") || undefined}
        onDoubleClick={() => terminals.setRenaming(id)}
      >
        {name}
      </Tabs.Tab>
      <button
        type="button"
        className={classes.close}
        tabIndex={-1}
        aria-hidden="true"
        title={`Close ${name}`}
        onClick={() => terminals.close(terminal)}
      >
        <CloseIcon />
      </button>
    </>
  );
}
