// The React frame around one session: its place on the page, its notice line, the question before a link.
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import "@xterm/xterm/css/xterm.css";
import type { TerminalView as Terminal } from "../../orchestrator/protocol/attempts.ts";
import { socketPaths } from "../../orchestrator/protocol/routes.ts";
import { socketUrl } from "../api.ts";
import { useNow } from "../ui/use-now.ts";
import type { ChannelStatus } from "./channel.ts";
import { fontsReady } from "./fonts-ready.ts";
import { LinkQuestion } from "./link-question.tsx";
import { TerminalSession } from "./session.ts";
import classes from "./terminal-view.module.css";

interface Props {
  attempt: string;
  terminal: Terminal;
  inView: boolean;
  /** Gives the session to the page for focus and keys, and null when it is gone. */
  onSession: (id: string, session: TerminalSession | null) => void;
  onReopen: (terminal: Terminal) => void;
}

/** One terminal. Stays mounted when out of view, so that its screen and line are kept. */
export default function TerminalView({ attempt, terminal, inView, onSession, onReopen }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<TerminalSession | null>(null);
  const [status, setStatus] = useState<ChannelStatus>({ kind: "connecting" });
  const [link, setLink] = useState<string | null>(null);
  const { id, name } = terminal;

  useEffect(() => {
    let made: TerminalSession | null = null;
    let gone = false;
    void fontsReady().then(() => {
      if (gone || !element.current) return;
      const url = socketUrl(socketPaths.terminal, { attempt, terminal: id });
      made = new TerminalSession(element.current, url, `Terminal ${name}`, { status: setStatus, link: setLink });
      setSession(made);
      onSession(id, made);
    });
    return () => {
      gone = true;
      made?.dispose();
      onSession(id, null);
    };
  }, [attempt, id, name, onSession]);

  useEffect(() => {
    session?.setInView(inView);
    if (inView) session?.focus();
  }, [session, inView]);

  return (
    <div className={classes.terminal} hidden={!inView}>
      <div className={classes.screen} ref={element} />
      <Notice status={status} onReopen={() => onReopen(terminal)} />
      <LinkQuestion url={link} onClose={() => setLink(null)} />
    </div>
  );
}

function Notice({ status, onReopen }: { status: ChannelStatus; onReopen: () => void }) {
  const now = useNow(status.kind === "lost");
  return (
    <div role="status" aria-live="polite">
      {status.kind === "lost" && (
        <p className={classes.notice} data-kind="lost">
          Line lost. Trying again in {Math.max(1, Math.ceil((status.retryAtMs - now) / 1000))} s; the shell goes on
          meanwhile, and what it prints is kept.
        </p>
      )}
      {status.kind === "ended" && (
        <p className={classes.notice}>
          <span>{status.message}</span>
          <Button size="compact-xs" variant="default" onClick={onReopen}>
            Open another
          </Button>
        </p>
      )}
    </div>
  );
}
