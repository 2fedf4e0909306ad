// The plans by day: which lab, and why on that day.
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { PlanDay, Progress, ProgressLab } from "../../orchestrator/protocol/progress.ts";
import { plural } from "../ui/sentences.ts";
import { dayName, type Week, weekName, weeksOf } from "./days.ts";
import classes from "./plans.module.css";
import { reasonName } from "./words.ts";

export function Plans({ progress: { plans, labs, today } }: { progress: Progress }) {
  const [weeks, setWeeks] = useState(plans[0]?.weeks);
  const plan = plans.find((one) => one.weeks === weeks) ?? plans[0];
  if (!plan) return null;
  const entries = plan.days.flatMap((day) => day.labs);
  return (
    <>
      <div className={classes.head}>
        <p>
          {plural(entries.length, "attempt")} on {plural(plan.days.length, "day")}. It supposes that each is solved
          well, and is made anew each day.
        </p>
        <SegmentedControl
          size="xs"
          aria-label="Length of the plan"
          className={classes.lengths ?? ""}
          value={String(plan.weeks)}
          onChange={(chosen) => setWeeks(Number(chosen))}
          data={plans.map((one) => ({ value: String(one.weeks), label: plural(one.weeks, "week") }))}
        />
      </div>
      <div className={classes.weeks}>
        {weeksOf(plan).map((week) => (
          <PlanWeek key={week.from} week={week} labs={labs} today={today} />
        ))}
      </div>
    </>
  );
}

function PlanWeek({ week, labs, today }: { week: Week; labs: readonly ProgressLab[]; today: string }) {
  return (
    <div>
      <h3>{weekName(today, week)}</h3>
      {week.days.length === 0 ? (
        <p className={classes.free}>Nothing is due.</p>
      ) : (
        <ol className={classes.days}>
          {week.days.map((day) => (
            <li key={day.day} data-today={day.day === 0}>
              <span className={classes.day}>{dayName(today, day.day)}</span>
              <DayLabs day={day} labs={labs} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function DayLabs({ day, labs }: { day: PlanDay; labs: readonly ProgressLab[] }) {
  return (
    <ul className={classes.labs}>
      {day.labs.map(({ lab: id, reason }) => {
        const lab = labs.find((one) => one.id === id);
        return (
          <li key={id}>
            <span>{lab?.title ?? id}</span>{" "}
            <span className={classes.reason}>
              {reasonName[reason]}
              {lab && `, ${lab.minutes}\u00a0min`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
