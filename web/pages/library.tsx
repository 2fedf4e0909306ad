// The library: every lab as a page from the rota, found by symptom.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { LabCard } from "../../orchestrator/protocol/labs.ts";
import { everyLab, filterLabs } from "../library/filter.ts";
import { FilterBar } from "../library/filter-bar.tsx";
import { LabRow } from "../library/lab-row.tsx";
import { EngineNotice, StartFailure } from "../library/notices.tsx";
import { Problems } from "../library/problems.tsx";
import { Tracks } from "../library/tracks.tsx";
import { useFilter } from "../library/use-filter.ts";
import { Failure, failureText } from "../ui/failure.tsx";
import { Page } from "../ui/page.tsx";
import { labsQuery, progressQuery } from "../ui/queries.ts";
import { libraryHeading } from "../ui/sentences.ts";
import { useStartLab } from "../ui/use-start-lab.ts";
import classes from "./library.module.css";

/** `/` */
export function LibraryPage() {
  const { data, error, refetch } = useQuery(labsQuery);
  const { start, starting, error: startError, forget } = useStartLab();
  const [filter, change] = useFilter();
  const tried = data?.labs.some(({ attempts }) => attempts > 0) ?? false;
  const { data: progress } = useQuery({ ...progressQuery, enabled: tried });
  const best = new Map(progress?.labs.map((lab) => [lab.id, lab.best]));

  if (!data && error) {
    return (
      <Page title="">
        <Failure failure={failureText(error)} retry={() => void refetch()} home={false} />
      </Page>
    );
  }
  const labs = data?.labs ?? [];
  const tracks = data?.tracks ?? [];
  const shown = filterLabs(labs, filter, tracks);
  return (
    <Page title="">
      <h1>{libraryHeading(data?.labs)}</h1>
      <p className={classes.lead}>
        Take a page, get a root shell, find the fault and mend it. The verdict comes from outside the machine, and it
        looks again after a restart.
      </p>
      <EngineNotice />
      <StartFailure error={startError} onClose={forget} />
      {!data && <LoadingRows />}
      {data && labs.length === 0 && <NoLabs />}
      {labs.length > 0 && (
        <>
          <Tracks
            tracks={tracks}
            labs={labs}
            chosen={filter.track}
            onChoose={(track) => change({ ...filter, track })}
          />
          <FilterBar labs={labs} filter={filter} onChange={change} />
          <p className="visually-hidden" role="status">
            {shown.length} of {labs.length} labs shown
          </p>
          <Rows labs={shown} best={best} starting={starting} onStart={start} />
          {shown.length === 0 && <NothingFound onClear={() => change(everyLab)} />}
        </>
      )}
      {data && <Problems problems={data.problems} />}
    </Page>
  );
}

function Rows(props: {
  labs: readonly LabCard[];
  best: ReadonlyMap<string, number | null>;
  starting: string | null;
  onStart: (lab: string) => void;
}) {
  return (
    <div className={classes.rows}>
      {props.labs.map((lab) => (
        <LabRow
          key={lab.id}
          lab={lab}
          best={props.best.get(lab.id) ?? null}
          starting={props.starting === lab.id}
          onStart={() => props.onStart(lab.id)}
        />
      ))}
    </div>
  );
}

function LoadingRows() {
  return (
    <div className={classes.rows} role="status" aria-label="Loading the labs">
      {[1, 2, 3].map((row) => (
        <div key={row} className={classes.ghost}>
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

function NoLabs() {
  return (
    <section className={classes.empty}>
      <h2>There are no labs here yet</h2>
      <p>
        A lab is one folder in <code>labs/</code>. Write the first with <code>npm run lab -- new</code>;{" "}
        <code>labs/README.md</code> shows how. It appears here once it loads.
      </p>
    </section>
  );
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <section className={classes.empty}>
      <h2>No lab matches</h2>
      <p>Fewer words or filters find more.</p>
      <Button variant="default" onClick={onClear}>
        Show all labs
      </Button>
    </section>
  );
}
