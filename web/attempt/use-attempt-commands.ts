import { useMemo } from "react";
import { useNavigate } from "react-router";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { copyText } from "../terminal/clipboard.ts";
import { type Command, useCommands } from "../ui/commands.ts";
import type { Coaching } from "./use-coaching.ts";
import { useTerminalCommands } from "./use-terminal-commands.ts";
import type { Terminals } from "./use-terminals.ts";
import { watchLink } from "./watch-link.ts";

interface Ways {
  check: () => void;
  fold: () => void;
  askReset: () => void;
  askEnd: () => void;
  showPanel: () => void;
  showKeys: () => void;
}

/** Offers everything that the attempt page can do, by name. */
export function useAttemptCommands(attempt: Attempt, terminals: Terminals, coaching: Coaching, ways: Ways): void {
  const navigate = useNavigate();
  const { id, state, machines } = attempt;
  const coach = useCoachCommands(attempt, coaching, ways);
  const ofTerminals = useTerminalCommands(machines, terminals);
  const commands = useMemo<Command[]>(() => {
    const group = "This attempt";
    const result = { id: "result", group, title: "See the result", run: () => navigate(`/attempts/${id}/result`) };
    if (state !== "running" && state !== "checking") return [result];
    return [
      { id: "check", group, title: "Check the fix", detail: "Ctrl Shift Enter", run: ways.check },
      ...coach,
      { id: "fold", group, title: "Fold or unfold the panel", detail: "Ctrl Shift ,", run: ways.fold },
      {
        id: "watch",
        group,
        title: "Copy a link for watching",
        words: ["share", "read-only", "interviewer"],
        run: () => void copyText(watchLink(id)),
      },
      { id: "reset", group, title: "Reset machines", run: ways.askReset },
      { id: "end", group, title: "End attempt", words: ["give up", "finish"], run: ways.askEnd },
      result,
      { id: "keys", group, title: "Keys", detail: "Ctrl Shift H", words: ["help", "shortcuts"], run: ways.showKeys },
      ...ofTerminals,
    ];
  }, [id, state, ofTerminals, coach, ways, navigate]);
  useCommands(commands);
}

function useCoachCommands({ nextHint }: Attempt, coaching: Coaching, { showPanel }: Ways): Command[] {
  const { offered, coachOn, setCoach, takeHint } = coaching;
  return useMemo(() => {
    if (!offered) return [];
    const group = "This attempt";
    const switched: Command = {
      id: "coach",
      group,
      title: `Turn the coach ${coachOn ? "off" : "on"}`,
      words: ["evidence"],
      // The panel tells why where it can't be switched.
      run: () => setCoach(!coachOn, { onError: showPanel }),
    };
    if (!nextHint) return [switched];
    const cost = `${nextHint.cost} ${nextHint.cost === 1 ? "point" : "points"}`;
    const run = () => {
      showPanel();
      takeHint();
    };
    return [{ id: "hint", group, title: `Take a hint (costs ${cost})`, words: ["help"], run }, switched];
  }, [offered, nextHint, coachOn, setCoach, takeHint, showPanel]);
}
