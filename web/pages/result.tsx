// The result: first a sentence, then one picture, then the score and what to do differently, the checks, and the debrief.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import type { AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { layerName } from "../../orchestrator/protocol/names.ts";
import { ReplayContext, type ReplayWish } from "../replay/replay-context.ts";
import { ReplaySection } from "../replay/replay-section.tsx";
import { ChecksList } from "../result/checks-list.tsx";
import { CommandBookProvider, commandBook } from "../result/command-book.ts";
import { CommandsTable } from "../result/commands-table.tsx";
import { Debrief, Solutions } from "../result/debrief.tsx";
import { Judgement } from "../result/judgement.tsx";
import { Paths } from "../result/paths.tsx";
import { Picture } from "../result/picture.tsx";
import { useNamedPlace } from "../result/places.ts";
import { Section } from "../result/section.tsx";
import { ReportLinks, Story } from "../result/story.tsx";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { PageLoading } from "../ui/page-loading.tsx";
import { recordingsQuery, resultQuery } from "../ui/queries.ts";
import { resultSentence } from "../ui/sentences.ts";
import { useStartLab } from "../ui/use-start-lab.ts";
import classes from "./result.module.css";

/** `/attempts/:id/result` */
export default function ResultPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery(resultQuery(id));
  return (
    <Page title={data ? `Result: ${data.attempt.lab.title}` : "Result"}>
      {data && <Result result={data} />}
      {!data && error !== null && <Failure failure={failureText(error)} retry={() => void refetch()} />}
      {!data && error === null && <PageLoading what="the result" />}
    </Page>
  );
}

function Result({ result }: { result: AttemptResult }) {
  const { attempt, checks, commands, report } = result;
  const startMs = attempt.startedAtMs ?? attempt.createdAtMs;
  const place = useNamedPlace();
  const isOver = attempt.state === "ended" || attempt.state === "failed";
  const recordings = useQuery({ ...recordingsQuery(attempt.id), enabled: attempt.state === "ended" });
  const [wish, setWish] = useState<ReplayWish | null>(null);
  const replay = useCallback((wished: ReplayWish) => setWish({ ...wished }), []);
  return (
    <ReplayContext value={recordings.data?.recordings.length ? replay : null}>
      <CommandBookProvider value={commandBook(result)}>
        <Head result={result} />
        {attempt.problem && (
          <p className={classes.problem}>
            {attempt.problem.message} {attempt.problem.remedy}
          </p>
        )}
        {(commands.length > 0 || checks.length > 0) && <Picture result={result} />}
        {attempt.state === "ended" && <ReplaySection result={result} recordings={recordings} wish={wish} />}
        {report && <Judgement result={result} report={report} />}
        {result.expert.length > 0 && (
          <Section title="Your path, and an expert's">
            <Paths result={result} />
          </Section>
        )}
        <Section title="What the checks saw">
          <ChecksList checks={checks} startMs={startMs} place={place} />
        </Section>
        <div className={classes.afterwards}>
          {result.debrief !== null && (
            <Section title="Debrief">
              <Debrief text={result.debrief} lab={attempt.lab.id} />
            </Section>
          )}
          {result.solutions.length > 0 && (
            <Section title="Reference solutions">
              <Solutions attempt={attempt} solutions={result.solutions} />
            </Section>
          )}
        </div>
        {!isOver && (
          <p className={classes.later}>Debrief and reference solutions can be read here once the attempt is ended.</p>
        )}
        <Section title="Commands">
          <CommandsTable commands={commands} judged={report !== null} place={place} />
        </Section>
        {result.story !== "" && (
          <Section title="The incident, as you would tell it">
            <Story attempt={attempt.id} saved={result.story} />
            <ReportLinks attempt={attempt.id} />
          </Section>
        )}
        {attempt.notes !== "" && (
          <Section title="Your notes">
            <p className={classes.notes}>{attempt.notes}</p>
          </Section>
        )}
      </CommandBookProvider>
    </ReplayContext>
  );
}

function Head({ result }: { result: AttemptResult }) {
  const { attempt, outcome } = result;
  const { lab } = attempt;
  return (
    <div className={classes.head}>
      <div>
        <p className={classes.lab}>{lab.title}</p>
        <h1 data-outcome={outcome ?? "none"} className={classes.sentence}>
          <Sentence text={resultSentence(result)} />
        </h1>
        <p className={classes.facts}>
          {new Date(attempt.createdAtMs).toLocaleString()} · level {lab.level} ·{" "}
          {lab.layers.map((layer) => layerName[layer]).join(", ")} · planned for {lab.minutes}
          &nbsp;min
        </p>
      </div>
      <Ways attempt={attempt} />
    </div>
  );
}

/** The verdict itself carries the colour, the rest of the sentence does not. */
function Sentence({ text }: { text: string }) {
  const end = text.indexOf(".") + 1;
  return (
    <>
      <span>{text.slice(0, end)}</span>
      {text.slice(end)}
    </>
  );
}

function Ways({ attempt }: { attempt: AttemptResult["attempt"] }) {
  const { start, starting, error } = useStartLab();
  const over = attempt.state === "ended" || attempt.state === "failed";
  if (!over) {
    return (
      <Button component={Link} to={`/attempts/${attempt.id}`}>
        Back to the machine
      </Button>
    );
  }
  return (
    <div className={classes.ways}>
      <Button onClick={() => start(attempt.lab.id)} loading={starting !== null}>
        Try again
      </Button>
      <Button component={Link} to="/" variant="default">
        All labs
      </Button>
      {error && (
        <p className={classes.problem} role="alert">
          {failureText(error).message} {failureText(error).remedy}
        </p>
      )}
    </div>
  );
}
