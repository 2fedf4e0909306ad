// The React frame around a terminal that is watched: its place on the page and its notice line.
import { useEffect, useRef, useState } from "react";
import "@xterm/xterm/css/xterm.css";
import type { TerminalView as Terminal } from "../../orchestrator/protocol/attempts.ts";
import { socketPaths } from "../../orchestrator/protocol/routes.ts";
import { socketUrl } from "../api.ts";
import { useNow } from "../ui/use-now.ts";
import type { ChannelStatus } from "./channel.ts";
import { fontsReady } from "./fonts-ready.ts";
import classes from "./terminal-view.module.css";
import { WatchSession } from "./watch-session.ts";

/** One terminal, as the shell's own screen is. */
export default function WatchView({ attempt, terminal }: { attempt: string; terminal: Terminal }) {
  const element = useRef<HTMLDivElement>(null);
  const [status, setStatus] = useState<ChannelStatus>({ kind: "connecting" });
  const { id, name } = terminal;

  useEffect(() => {
    let made: WatchSession | null = null;
    let gone = false;
    void fontsReady().then(() => {
      if (gone || !element.current) return;
      const url = socketUrl(socketPaths.watchedTerminal, { attempt, terminal: id });
      made = new WatchSession(element.current, url, `Terminal ${name}, watched`, { status: setStatus });
    });
    return () => {
      gone = true;
      made?.dispose();
    };
  }, [attempt, id, name]);

  return (
    <div className={classes.terminal}>
      <div className={classes.screen} data-watched ref={element} />
      <Notice status={status} />
    </div>
  );
}

function Notice({ status }: { status: ChannelStatus }) {
  const now = useNow(status.kind === "lost");
  return (
    <div role="status" aria-live="polite">
      {status.kind === "lost" && (
        <p className={classes.notice} data-kind="lost">
          Line lost. Trying again in {Math.max(1, Math.ceil((status.retryAtMs - now) / 1000))} s.
        </p>
      )}
      {status.kind === "ended" && <p className={classes.notice}>{status.message}</p>}
    </div>
  );
}
