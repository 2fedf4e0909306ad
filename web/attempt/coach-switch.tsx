import { Switch } from "@mantine/core";
import { useId } from "react";
import classes from "./coach-switch.module.css";
import { Refused } from "./refused.tsx";
import type { Coaching } from "./use-coaching.ts";

/** Whether evidence is told when it is seen, or only after the end. */
export function CoachSwitch({ coaching }: { coaching: Coaching }) {
  const id = useId();
  const { coachOn, coachError, setCoach } = coaching;
  return (
    <div className={classes.coach}>
      <Switch
        size="xs"
        label="Coach"
        labelPosition="left"
        checked={coachOn}
        onChange={(event) => setCoach(event.currentTarget.checked)}
        aria-describedby={id}
        withThumbIndicator={false}
        classNames={{ body: classes.body ?? "", label: classes.label ?? "" }}
      />
      <p id={id} className={classes.soft}>
        {coachOn
          ? "On: a command is marked when it is the first to show evidence. What was seen before, the report tells."
          : "Off: which commands showed evidence is told after the attempt. On, at once; it costs no points."}
      </p>
      <Refused error={coachError} title={`The coach stays ${coachOn ? "on" : "off"}.`} />
    </div>
  );
}
