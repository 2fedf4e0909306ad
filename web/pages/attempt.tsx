// An attempt: one broken machine, its page, its shells and its check.
import { AttemptAt } from "../attempt/attempt-at.tsx";
import { Workspace } from "../attempt/workspace.tsx";

/** `/attempts/:id` */
export default function AttemptPage() {
  return <AttemptAt title="Attempt">{(attempt) => <Workspace attempt={attempt} />}</AttemptAt>;
}
