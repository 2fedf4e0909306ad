// The stage: the terminals in view in their panes. Each terminal is drawn into an element of its own that moves from pane
// to pane as it is; drawn anew in another place, it would lose its line, its selection and where it was scrolled to.
import { ActionIcon, Splitter, Tooltip } from "@mantine/core";
import { lazy, Suspense, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import "@mantine/core/styles/Splitter.css";
import { CloseIcon } from "../ui/icons.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { type Layout, MIN_SHARE, type Split } from "./layout.ts";
import classes from "./panes.module.css";
import { panelId, tabId } from "./tab-ids.ts";
import type { Terminals } from "./use-terminals.ts";

const TerminalView = lazy(() => import("../terminal/terminal-view.tsx"));

/** The element of each terminal, by its id. */
type Hosts = Map<string, HTMLElement>;

interface Props {
  attempt: string;
  terminals: Terminals;
  /** What is in view: all panes, or only the chosen one where there is no room for more. */
  layout: Layout;
  /** The id of the element that tells the way out of a terminal. */
  describedBy: string;
}

export function Panes({ attempt, terminals, layout, describedBy }: Props) {
  const { shown, inView, panes } = terminals;
  const [hosts] = useState<Hosts>(() => new Map());
  const visible = typeof layout === "string" ? [layout] : panes;
  return (
    <>
      <Part layout={layout} path="" terminals={terminals} hosts={hosts} />
      <div hidden>
        {shown
          .filter(({ id }) => !visible.includes(id))
          .map(({ id }) => (
            <Slot key={id} id={id} hosts={hosts} />
          ))}
      </div>
      {shown.map((terminal) =>
        createPortal(
          <Suspense fallback={<PageLoading what="the terminal" />}>
            <TerminalView
              attempt={attempt}
              terminal={terminal}
              inView={visible.includes(terminal.id)}
              chosen={terminal.id === inView?.id}
              describedBy={describedBy}
              onSession={terminals.onSession}
              onFocus={terminals.onFocus}
              onTitle={terminals.onTitle}
              onReopen={terminals.reopen}
            />
          </Suspense>,
          hostOf(hosts, terminal.id),
          terminal.id,
        ),
      )}
    </>
  );
}

interface PartProps {
  layout: Layout;
  path: string;
  terminals: Terminals;
  hosts: Hosts;
}

function Part({ layout, ...props }: PartProps) {
  return typeof layout === "string" ? <Pane {...props} id={layout} /> : <Halves {...props} split={layout} />;
}

function Halves({ split, path, terminals, hosts }: Omit<PartProps, "layout"> & { split: Split }) {
  const { first, second, way, share } = split;
  // While the divider is dragged only this part is drawn anew; where it is let go is kept.
  const [dragged, setDragged] = useState<number | null>(null);
  const isDragging = useRef(false);
  const keep = (per: unknown) => terminals.setShare(path, Number(per));
  const now = dragged ?? share;
  return (
    <Splitter
      className={classes.split ?? ""}
      classNames={{ handle: classes.divider ?? "", pane: classes.half ?? "" }}
      attributes={{ handle: { "aria-label": way === "row" ? "Divider, left and right" : "Divider, up and down" } }}
      orientation={way === "row" ? "horizontal" : "vertical"}
      sizes={[now, 100 - now]}
      step={2}
      lineSize={1}
      withHandle={false}
      onResizeStart={() => {
        isDragging.current = true;
      }}
      // While a pointer drags, Mantine calls the function of the first drawing: only what outlives it may be used then.
      onSizeChange={([per]) => (isDragging.current ? setDragged(Number(per)) : keep(per))}
      onResizeEnd={(_, [per]) => {
        isDragging.current = false;
        setDragged(null);
        keep(per);
      }}
    >
      <Splitter.Pane defaultSize={50} min={MIN_SHARE}>
        <Part layout={first} path={`${path}1`} terminals={terminals} hosts={hosts} />
      </Splitter.Pane>
      <Splitter.Pane defaultSize={50} min={MIN_SHARE}>
        <Part layout={second} path={`${path}2`} terminals={terminals} hosts={hosts} />
      </Splitter.Pane>
    </Splitter>
  );
}

function Pane({ id, path, terminals, hosts }: Omit<PartProps, "layout"> & { id: string }) {
  const terminal = terminals.shown.find((one) => one.id === id);
  if (!terminal) return null;
  const isAlone = path === "";
  return (
    <section
      className={classes.pane}
      role="tabpanel"
      id={panelId(id)}
      aria-labelledby={tabId(id)}
      data-alone={isAlone}
      data-chosen={id === terminals.inView?.id}
    >
      {!isAlone && (
        // A pointer that presses the head wants the terminal below it.
        <header className={classes.head} onPointerUp={() => terminals.select(id)}>
          <span className={classes.name}>
            {terminal.name}
            {terminal.title !== "" && <span className={classes.title}>{terminal.title}</span>}
          </span>
          <Tooltip label="Take out of the split; the shell goes on in its tab">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="xs"
              aria-label={`Take ${terminal.name} out of the split`}
              onPointerUp={(event) => event.stopPropagation()}
              onClick={() => terminals.unsplit(id)}
            >
              <CloseIcon />
            </ActionIcon>
          </Tooltip>
        </header>
      )}
      <Slot id={id} hosts={hosts} />
    </section>
  );
}

/** The place of a terminal's element. */
function Slot({ id, hosts }: { id: string; hosts: Hosts }) {
  const slot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => slot.current?.replaceChildren(hostOf(hosts, id)), [hosts, id]);
  return <div className={classes.slot} ref={slot} />;
}

function hostOf(hosts: Hosts, id: string): HTMLElement {
  const known = hosts.get(id);
  if (known) return known;
  const made = document.createElement("div");
  made.className = classes.host ?? "";
  hosts.set(id, made);
  return made;
}
