// Progress: what to take next, then how the attempts so far went, then the plans. All of it from this computer.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import { EngineNotice, StartFailure } from "../library/notices.tsx";
import { Components } from "../progress/components.tsx";
import { Labs } from "../progress/labs.tsx";
import { NextLab } from "../progress/next-lab.tsx";
import { NothingYet } from "../progress/nothing-yet.tsx";
import { Plans } from "../progress/plans.tsx";
import type { Starter } from "../progress/start-lab.tsx";
import { Strength } from "../progress/strength.tsx";
import { Totals } from "../progress/totals.tsx";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { progressQuery } from "../ui/queries.ts";
import { plural } from "../ui/sentences.ts";
import { useStartLab } from "../ui/use-start-lab.ts";
import classes from "./progress.module.css";

/** `/progress` */
export default function ProgressPage() {
  const { data, error, refetch } = useQuery(progressQuery);
  const { start, starting, error: startError, forget } = useStartLab();
  return (
    <Page title="Progress">
      {data && (
        <>
          <NextLab progress={data} starter={{ start, starting }} />
          <EngineNotice />
          <StartFailure error={startError} onClose={forget} />
          <SoFar progress={data} starter={{ start, starting }} />
        </>
      )}
      {!data && error !== null && <Failure failure={failureText(error)} retry={() => void refetch()} />}
      {!data && error === null && <PageLoading what="all attempts" />}
    </Page>
  );
}

function SoFar({ progress, starter }: { progress: Progress; starter: Starter }) {
  const begun = progress.attempts > 0;
  const scored = progress.trend.length > 0;
  return (
    <>
      {!begun && (
        <NothingYet title="No attempt has ended yet">
          After the first one, its total stands here, with what was earned of each component; after some more, which
          layer needs practice most.
        </NothingYet>
      )}
      {begun && (
        <div className={classes.pair}>
          {scored ? (
            <Section title="Total">
              <Totals progress={progress} />
            </Section>
          ) : (
            <NothingYet title="No attempt was scored yet">
              The labs taken so far tell whether the fault was fixed, and do not judge the path. The first attempt at a
              lab that does begins the trend.
            </NothingYet>
          )}
          <Section title="Layers">
            <Strength progress={progress} />
          </Section>
        </div>
      )}
      {scored && (
        <Section title="Components">
          <Components progress={progress} />
        </Section>
      )}
      {progress.labs.length > 0 && (
        <Section title="Plan">
          <Plans progress={progress} />
        </Section>
      )}
      {begun && (
        <Section title="Labs">
          <Labs progress={progress} starter={starter} />
        </Section>
      )}
      <p className={classes.local}>
        {begun ? `From ${plural(progress.attempts, "attempt")}. ` : ""}Attempts are kept on this computer, and all of
        this is computed here. Nothing is sent anywhere.
      </p>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
