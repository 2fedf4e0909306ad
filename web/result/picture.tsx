// One picture of the attempt: a lane for each terminal and one for the checks, over time.
import { useState } from "react";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import type { Command } from "../../orchestrator/protocol/timeline.ts";
import { clock, took } from "../ui/duration.ts";
import { plural } from "../ui/sentences.ts";
import { type Lanes, lanesOf, type Span } from "./lanes.ts";
import classes from "./picture.module.css";

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const place = ({ from, to }: Span<unknown>) => ({ left: percent(from), width: percent(to - from) });

/** For the eye only: the lists below it say the same in words. Choosing a piece calls back with its command or check. */
export function Picture({ result, onCommand }: { result: AttemptResult; onCommand: (id: string) => void }) {
  const lanes = lanesOf(result);
  const [line, setLine] = useState<string | null>(null);
  const summary = `${plural(result.commands.length, "command")} and ${plural(result.checks.length, "check")} in ${clock(lanes.lengthMs)}`;
  return (
    <figure className={classes.picture}>
      <div role="img" aria-label={summary} className={classes.lanes} onPointerLeave={() => setLine(null)}>
        {lanes.commands.map((lane) => (
          <div key={lane.terminal} className={classes.lane}>
            <span className={classes.name}>{lane.name}</span>
            <div className={classes.track}>
              {lane.spans.map((span) => (
                <button
                  key={span.of.id}
                  type="button"
                  tabIndex={-1}
                  className={classes.command}
                  style={place(span)}
                  data-failed={span.of.exit !== null && span.of.exit !== 0}
                  onPointerEnter={() => setLine(commandLine(span.of, lanes))}
                  onClick={() => onCommand(span.of.id)}
                />
              ))}
            </div>
          </div>
        ))}
        <div className={classes.lane}>
          <span className={classes.name}>checks</span>
          <div className={classes.track}>
            {lanes.checks.map((span) => (
              <span
                key={span.of.id}
                className={classes.check}
                style={place(span)}
                data-outcome={span.of.outcome ?? "running"}
                onPointerEnter={() => setLine(checkLine(span, lanes))}
              />
            ))}
          </div>
        </div>
        <Axis lanes={lanes} />
      </div>
      <figcaption className={classes.caption}>{line ?? summary}</figcaption>
    </figure>
  );
}

function Axis({ lanes }: { lanes: Lanes }) {
  return (
    <div className={classes.lane}>
      <span />
      <div className={classes.axis}>
        {lanes.ticks.map((tick) => (
          <span key={tick} className={classes.tick} style={{ left: percent(tick / lanes.lengthMs) }}>
            {clock(tick)}
          </span>
        ))}
        {lanes.moments.map((moment) => (
          <span
            key={`${moment.at}${moment.name}`}
            className={classes.moment}
            style={{ left: percent(moment.at) }}
            title={moment.name}
          />
        ))}
      </div>
    </div>
  );
}

function commandLine(command: Command, lanes: Lanes): string {
  const ended = command.endedAtMs === null ? "still running" : took(command.endedAtMs - command.startedAtMs);
  const exit = command.exit === null ? "" : `  exit ${command.exit}`;
  return `${clock(command.startedAtMs - lanes.startMs)}  ${command.text || "(command not told)"}  ${ended}${exit}`;
}

function checkLine({ of }: Lanes["checks"][number], lanes: Lanes): string {
  return `${clock(of.startedAtMs - lanes.startMs)}  ${of.sentence || "Checking"}`;
}
