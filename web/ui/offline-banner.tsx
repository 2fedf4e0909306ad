// Says that the orchestrator is away, and notices when it is back.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api.ts";
import { useReachable } from "./connection.ts";
import classes from "./offline-banner.module.css";

const ASK_EVERY_MS = 3000;

/** A quiet bar at the top while nothing answers. Asks again every three seconds, then renews what the page shows. */
export function OfflineBanner() {
  const reachable = useReachable();
  const queries = useQueryClient();
  useEffect(() => {
    if (reachable) return;
    const timer = setInterval(() => {
      // A failure here is what the banner already says.
      api.health().then(
        () => queries.invalidateQueries(),
        () => undefined,
      );
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [reachable, queries]);

  return (
    <div role="status" aria-live="polite">
      {!reachable && (
        <div className={classes.banner}>
          <strong>No answer from the orchestrator.</strong> Asking again every 3 seconds. Machines that were running
          keep running; if it was stopped, start it with <code>npm start</code>.
        </div>
      )}
    </div>
  );
}
