import { Button, Tooltip } from "@mantine/core";
import { useState } from "react";
import { copyRefused, copyText } from "../terminal/clipboard.ts";
import { watchLink } from "./watch-link.ts";

/** How long it says that the link was copied, in milliseconds. */
const SAID_MS = 2000;

/** Copies the address at which somebody else can watch, with hands off. */
export function CopyWatchLink({ attempt }: { attempt: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    setSaid((await copyText(watchLink(attempt))) ? "Link copied" : copyRefused);
    setTimeout(() => setSaid(null), SAID_MS);
  };
  return (
    <Tooltip label="Whoever opens it sees the terminals and the commands, and can't touch them">
      <Button variant="default" size="xs" onClick={() => void copy()}>
        <span role="status">{said ?? "Copy link to watch"}</span>
      </Button>
    </Tooltip>
  );
}
