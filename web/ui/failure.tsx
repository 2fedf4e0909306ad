// A failure as a page or a block: what happened, what to do, and a way on.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ApiFailure } from "../api.ts";
import classes from "./failure.module.css";

export interface FailureText {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const titles: Record<string, string> = {
  unreachable: "No answer",
  "no-engine": "No Docker Engine",
  "unknown-attempt": "This attempt is gone",
  "unknown-lab": "No such lab",
  "not-found": "Nothing here",
  "image-missing": "An image is missing",
  "no-capacity": "No room for another lab",
  "fault-not-visible": "The lab did not break",
};

/** Puts anything thrown into words. What is not foreseen is a defect of ours and says so. */
export function failureText(error: unknown): FailureText {
  if (error instanceof ApiFailure) return { code: error.code, message: error.message, remedy: error.remedy };
  return {
    code: "defect",
    message: `The page met an error that it does not know${error instanceof Error ? `: ${error.message}` : "."}`,
    remedy: "Reload the page. If it comes back, it is a defect of Sickbay.",
  };
}

/** The block itself. `retry` and `children` are the ways on, beside the way back to the labs. */
export function Failure({
  failure,
  retry,
  home = true,
  children,
}: {
  failure: FailureText;
  retry?: () => void;
  home?: boolean;
  children?: ReactNode;
}) {
  return (
    <section className={classes.failure} data-failure={failure.code} role="alert" aria-labelledby="failure-title">
      <p className={classes.code}>{failure.code}</p>
      <h1 id="failure-title">{titles[failure.code] ?? "That did not work"}</h1>
      <p className={classes.message}>{failure.message}</p>
      <p className={classes.remedy}>{failure.remedy}</p>
      <div className={classes.ways}>
        {retry && <Button onClick={retry}>Try again</Button>}
        {children}
        {home && (
          <Button component={Link} to="/" variant="default">
            All labs
          </Button>
        )}
      </div>
    </section>
  );
}
