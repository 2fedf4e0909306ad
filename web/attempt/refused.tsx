import { failureText } from "../ui/failure.tsx";
import classes from "./refused.module.css";

/** What did not happen, why, and what to do. Draws nothing without an error. */
export function Refused({ error, title }: { error: unknown; title: string }) {
  if (!error) return null;
  const { message, remedy } = failureText(error);
  return (
    <p className={classes.refused} role="alert">
      <strong>{title}</strong> {message} {remedy}
    </p>
  );
}
