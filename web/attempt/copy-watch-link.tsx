import { Button, Tooltip } from "@mantine/core";
import { useState } from "react";
import { copyRefused, copyText } from "../terminal/clipboard.ts";
import { watchLink } from "./watch-link.ts";

/** How long it says that the link was copied, in milliseconds. */
const SAID_MS = 2000;

/** Copies the address at which somebody else can watch. It keeps nobody from the address of the attempt, which is in it. */
export function CopyWatchLink({ attempt }: { attempt: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    setSaid((await copyText(watchLink(attempt))) ? "Link copied" : copyRefused);
    setTimeout(() => setSaid(null), SAID_MS);
  };
  return (
    <Tooltip label="A page to look at, not to type in. Anyone who takes /watch off the address can type: there are no accounts yet">
      <Button variant="default" size="xs" onClick={() => void copy()}>
        <span role="status">{said ?? "Copy link to watch"}</span>
      </Button>
    </Tooltip>
  );
}
