// The attempt page once the attempt is known: panel and terminals side by side, one of them at a time on a phone.
import { CloseButton, SegmentedControl } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { failureText } from "../ui/failure.tsx";
import { useTitle } from "../ui/page.tsx";
import { Clock } from "./clock.tsx";
import { Confirm, type Question } from "./confirm.tsx";
import { EvidenceCount } from "./evidence-count.tsx";
import { FoldedRail } from "./folded-rail.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { Ended, FailedStart } from "./over.tsx";
import { Panel } from "./panel.tsx";
import { Starting } from "./starting.tsx";
import { focusTab } from "./tab-ids.ts";
import { TerminalArea } from "./terminals.tsx";
import { useActions } from "./use-actions.ts";
import { useAttemptCommands } from "./use-attempt-commands.ts";
import { useCoaching } from "./use-coaching.ts";
import { useFeed } from "./use-feed.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { type Terminals, useTerminals } from "./use-terminals.ts";
import { useVisibleHeight } from "./use-visible-height.ts";
import classes from "./workspace.module.css";

type View = "page" | "shell";

export function Workspace({ attempt }: { attempt: Attempt }) {
  const navigate = useNavigate();
  const [folded, setFolded] = useState(false);
  const [view, setView] = useState<View>("page");
  const [question, setQuestion] = useState<Question | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const actions = useActions(attempt.id);
  const terminals = useTerminals(attempt);
  const coaching = useCoaching(attempt);
  const feed = useFeed(attempt);
  useTitle(attempt.lab.title);
  useVisibleHeight();

  const { check, end, reset } = actions;
  const running = attempt.state === "running";
  const ways = useMemo(() => {
    const finish = () =>
      void end().then(
        () => navigate(`/attempts/${attempt.id}/result`),
        () => undefined,
      );
    return {
      finish,
      fold: () => setFolded((before) => !before),
      check: () => running && check(),
      askReset: () => setQuestion(resetQuestion(reset)),
      askEnd: () => setQuestion(endQuestion(finish)),
      showKeys: () => setShowsKeys(true),
      showPanel: () => {
        setFolded(false);
        setView("page");
      },
    };
  }, [check, end, reset, running, navigate, attempt.id]);
  useAttemptCommands(attempt, terminals, coaching, ways);
  const toggleTerminal = () => {
    if (!document.activeElement?.closest(".xterm")) return terminals.focus();
    setFolded(false);
    requestAnimationFrame(() => panel.current?.focus());
  };
  useShortcuts(
    new Map([
      ["Ctrl Comma", ways.fold],
      ["Ctrl Enter", ways.check],
      ["Ctrl Period", toggleTerminal],
      ["Ctrl H", ways.showKeys],
      ...terminalShortcuts(terminals),
    ]),
  );
  const openTerminal = (machine: string) => {
    setView("shell");
    terminals.open(machine);
  };

  return (
    <div className={classes.workspace} data-folded={folded} data-view={view} data-fills>
      <div className={classes.switch}>
        <SegmentedControl
          size="xs"
          aria-label="What is shown"
          value={view}
          onChange={(next) => setView(next as View)}
          data={[
            { value: "page", label: "Page" },
            { value: "shell", label: "Shell" },
          ]}
        />
        <span className={classes.figures}>
          <EvidenceCount count={feed.sightings.length} />
          {attempt.startedAtMs !== null && <Clock attempt={attempt} compact />}
        </span>
      </div>
      {folded ? (
        <FoldedRail attempt={attempt} evidence={feed.sightings.length} onUnfold={ways.fold} onCheck={ways.check} />
      ) : (
        <Panel
          ref={panel}
          attempt={attempt}
          coaching={coaching}
          feed={feed}
          finishing={actions.ending}
          onFold={ways.fold}
          onCheck={ways.check}
          onFinish={ways.finish}
          onOpenTerminal={openTerminal}
          onAskReset={ways.askReset}
          onAskEnd={ways.askEnd}
          onShowKeys={ways.showKeys}
        />
      )}
      <main className={classes.work} aria-label="Terminals">
        <Refusal error={actions.error} onClose={actions.forget} />
        <Stage attempt={attempt} terminals={terminals} onAskReset={ways.askReset} />
      </main>
      <p className="visually-hidden" role="status">
        {feed.sightings.length > 0 && `Evidence: ${feed.sightings.at(-1)?.labels.join(". ")}`}
      </p>
      <KeysHelp opened={showsKeys} onClose={() => setShowsKeys(false)} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}

function terminalShortcuts(terminals: Terminals): [string, () => void][] {
  const { inView, full } = terminals;
  return [
    ["Ctrl ArrowRight", () => terminals.step(1)],
    ["Ctrl ArrowLeft", () => terminals.step(-1)],
    ["Ctrl ArrowUp", () => inView && focusTab(inView.id)],
    ["Ctrl S", () => inView && terminals.open(inView.machine)],
    ["Ctrl E", () => full || terminals.split("row")],
    ["Ctrl O", () => full || terminals.split("column")],
    ["Ctrl X", () => inView && terminals.close(inView)],
    ["Ctrl F", () => terminals.session()?.openSearch()],
    ["Alt ArrowLeft", () => terminals.nudge("left")],
    ["Alt ArrowRight", () => terminals.nudge("right")],
    ["Alt ArrowUp", () => terminals.nudge("up")],
    ["Alt ArrowDown", () => terminals.nudge("down")],
  ];
}

function Stage(props: { attempt: Attempt; terminals: Terminals; onAskReset: () => void }) {
  const { attempt } = props;
  if (attempt.state === "starting") return <Starting attempt={attempt} />;
  if (attempt.state === "failed") return <FailedStart attempt={attempt} />;
  if (attempt.state === "ended") return <Ended attempt={attempt} />;
  return <TerminalArea {...props} />;
}

function Refusal({ error, onClose }: { error: unknown; onClose: () => void }) {
  if (!error) return null;
  const failure = failureText(error);
  return (
    <div className={classes.refusal} role="alert">
      <p>
        <strong>{failure.message}</strong> {failure.remedy}
      </p>
      <CloseButton aria-label="Dismiss" onClick={onClose} />
    </div>
  );
}

const resetQuestion = (run: () => void): Question => ({
  title: "Reset the machines?",
  text: "They are thrown away and the same ones start again, broken as they were. Terminals close; notes, commands and the clock are kept.",
  confirm: "Reset machines",
  run,
});

const endQuestion = (run: () => void): Question => ({
  title: "End this attempt?",
  text: "The machines are removed and can't be brought back. Then the debrief and the reference solutions can be read.",
  confirm: "End attempt",
  run,
});
