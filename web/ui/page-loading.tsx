import { useEffect, useState } from "react";
import classes from "./page-loading.module.css";

/** Says what is being waited for, once the wait is long enough to be noticed (300 ms). */
export function PageLoading({ what }: { what: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={classes.loading} role="status">
      {shown && `Loading ${what}…`}
    </p>
  );
}
