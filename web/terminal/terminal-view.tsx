// The React frame around one session: its place on the page, its notice line, its search, and the questions it asks.
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
import type { PasteQuestion as Question } from "./paste.ts";
import { PasteQuestion } from "./paste-question.tsx";
import { type Found, nothingFound } from "./search.ts";
import { SearchBar } from "./search-bar.tsx";
import { TerminalSession } from "./session.ts";
import classes from "./terminal-view.module.css";

interface Props {
  attempt: string;
  terminal: Terminal;
  /** Whether it can be seen: alone, or in a pane. */
  inView: boolean;
  /** Whether it is the one that keys go to. */
  chosen: boolean;
  /** The id of the element that tells the way out to a screen reader. */
  describedBy: string;
  /** Gives the session to the page for focus and keys, and null when it is gone. */
  onSession: (id: string, session: TerminalSession | null) => void;
  onFocus: (id: string) => void;
  onTitle: (id: string, title: string) => void;
  onReopen: (terminal: Terminal) => void;
}

/** One terminal. Stays mounted when out of view, so that its screen and line are kept. */
export default function TerminalView({
  attempt,
  terminal,
  inView,
  chosen,
  describedBy,
  onSession,
  onTitle,
  ...on
}: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<TerminalSession | null>(null);
  const [status, setStatus] = useState<ChannelStatus>({ kind: "connecting" });
  const [link, setLink] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [found, setFound] = useState<Found>(nothingFound);
  /** How often the search was asked for; 0 while it is closed. */
  const [searchAsked, setSearchAsked] = useState(0);
  const { id, name } = terminal;
  const spoken = useRef({ label: "", describedBy });
  spoken.current = { label: `Terminal ${name}`, describedBy };

  useEffect(() => {
    let made: TerminalSession | null = null;
    let gone = false;
    void fontsReady().then(() => {
      if (gone || !element.current) return;
      const url = socketUrl(socketPaths.terminal, { attempt, terminal: id });
      made = new TerminalSession(element.current, url, spoken.current, {
        status: setStatus,
        link: setLink,
        title: (title) => onTitle(id, title),
        ask: setQuestion,
        refused: setRefusal,
        found: setFound,
        search: () => setSearchAsked((count) => count + 1),
      });
      setSession(made);
      onSession(id, made);
    });
    return () => {
      gone = true;
      made?.dispose();
      onSession(id, null);
    };
  }, [attempt, id, onSession, onTitle]);

  useEffect(() => session?.speakAs({ label: `Terminal ${name}`, describedBy }), [session, name, describedBy]);
  useEffect(() => session?.setInView(inView), [session, inView]);
  const seen = useRef<TerminalSession | null>(null);
  useEffect(() => {
    const isNew = seen.current !== session;
    seen.current = session;
    if (chosen && isNew) session?.focusUnlessTyping();
    else if (chosen) session?.focus();
  }, [session, chosen]);

  return (
    <div className={classes.terminal} onFocusCapture={() => on.onFocus(id)}>
      <div className={classes.screen} ref={element} />
      {session && searchAsked > 0 && (
        <SearchBar
          search={session.search}
          found={found}
          asked={searchAsked}
          terminal={name}
          onClose={() => {
            setSearchAsked(0);
            session.focus();
          }}
        />
      )}
      <Refusal text={refusal} onClose={() => setRefusal(null)} />
      <Notice status={status} onReopen={() => on.onReopen(terminal)} />
      <LinkQuestion url={link} onClose={() => setLink(null)} />
      <PasteQuestion
        question={question}
        terminal={name}
        onPaste={(text) => session?.clipboard.pasteNow(text)}
        onClose={() => setQuestion(null)}
      />
    </div>
  );
}

function Refusal({ text, onClose }: { text: string | null; onClose: () => void }) {
  return (
    <div role="status">
      {text !== null && (
        <p className={classes.notice}>
          <span>{text}</span>
          <Button size="compact-xs" variant="default" onClick={onClose}>
            Dismiss
          </Button>
        </p>
      )}
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
