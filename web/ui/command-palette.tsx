// The palette: everything that can be opened or done, by name. Loaded when first asked for.
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useEffect } from "react";
import "@mantine/spotlight/styles.css";
import classes from "./command-palette.module.css";
import { type Command, useAllCommands } from "./commands.ts";
import { SearchIcon } from "./icons.tsx";

/** Opens with `opened` counting up: each new value opens it once more. */
export default function CommandPalette({ opened }: { opened: number }) {
  const commands = useAllCommands();
  useEffect(() => {
    if (opened > 0) spotlight.open();
  }, [opened]);

  const groups = Map.groupBy(commands, (command: Command) => command.group);
  return (
    <Spotlight
      actions={[...groups].map(([group, entries]) => ({
        group,
        actions: entries.map((command) => ({
          id: command.id,
          label: command.title,
          ...(command.detail ? { description: command.detail } : {}),
          ...(command.words ? { keywords: [...command.words] } : {}),
          onClick: () => command.run(),
        })),
      }))}
      nothingFound="Nothing has that name."
      scrollable
      maxHeight={420}
      shortcut={null}
      overlayProps={{ backgroundOpacity: 1, color: "var(--scrim)", blur: 0 }}
      transitionProps={{ duration: 120 }}
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: "A lab, a terminal, a command",
        "aria-label": "Search commands",
      }}
      classNames={{
        content: classes.content ?? "",
        search: classes.search ?? "",
        action: classes.action ?? "",
        actionDescription: classes.detail ?? "",
        actionsGroup: classes.group ?? "",
      }}
    />
  );
}
