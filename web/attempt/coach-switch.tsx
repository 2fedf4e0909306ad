import { Switch } from "@mantine/core";
import { useId } from "react";
import classes from "./coach-switch.module.css";
import { Refused } from "./refused.tsx";
import type { Coaching } from "./use-coaching.ts";

/**
 * Whether evidence is told when it is seen, or only after the end. A part of a row that wraps.
 *
 * @param explained whether its explanation is drawn; it is read out in any case
 */
export function CoachSwitch({ coaching, explained }: { coaching: Coaching; explained: boolean }) {
  const id = useId();
  const { coachOn, coachError, setCoach } = coaching;
  return (
    <>
      <Switch
        className={classes.switch ?? ""}
        size="xs"
        label="Coach"
        labelPosition="left"
        checked={coachOn}
        onChange={(event) => setCoach(event.currentTarget.checked)}
        aria-describedby={id}
        withThumbIndicator={false}
        classNames={{ body: classes.body ?? "", label: classes.label ?? "", track: classes.track ?? "" }}
      />
      <p id={id} className={explained ? classes.soft : "visually-hidden"}>
        {coachOn
          ? "The coach marks a command the moment it shows evidence. What was shown before is told after the attempt."
          : "The coach marks a command the moment it shows evidence. Off, that is told after the attempt. It costs no points."}
      </p>
      <div className={classes.wide}>
        <Refused error={coachError} title={`The coach stays ${coachOn ? "on" : "off"}.`} />
      </div>
    </>
  );
}
