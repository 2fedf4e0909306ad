import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { MoreIcon } from "../ui/icons.tsx";
import { Keys } from "../ui/keys.tsx";
import classes from "./terminal-bar.module.css";
import type { Terminals } from "./use-terminals.ts";

/** What can be done with the terminal in view; on a phone the only place for it. */
export function TerminalMenu({ terminals, hasRoom }: { terminals: Terminals; hasRoom: boolean }) {
  const { shown, inView, panes, full, session } = terminals;
  const [opened, setOpened] = useState(false);
  if (!inView) return null;
  const at = shown.findIndex(({ id }) => id === inView.id);
  const outOfView = shown.filter(({ id }) => !panes.includes(id));
  return (
    // What is chosen decides who has the focus next.
    <Menu position="bottom-end" width={284} opened={opened} onChange={setOpened} returnFocus={false}>
      <Menu.Target>
        <Tooltip label={`More for ${inView.name}`} disabled={opened}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`More for ${inView.name}`}>
            <MoreIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Item keys="Ctrl Shift F" onUse={() => session()?.openSearch()}>
          Search
        </Item>
        <Item keys="Ctrl Shift C" onUse={() => void session()?.clipboard.copy().then(terminals.focus)}>
          Copy
        </Item>
        <Item keys="Ctrl Shift V" onUse={() => void session()?.clipboard.pasteFromClipboard()}>
          Paste
        </Item>
        {hasRoom && (!full || panes.length > 1) && <Menu.Divider />}
        {hasRoom && !full && (
          <>
            <Item keys="Ctrl Shift E" onUse={() => terminals.split("row")}>
              Split to the right
            </Item>
            <Item keys="Ctrl Shift O" onUse={() => terminals.split("column")}>
              Split below
            </Item>
            {outOfView.map((terminal) => (
              <Item key={terminal.id} onUse={() => terminals.select(terminal.id, { way: "row" })}>
                Show <span className="mono">{terminal.name}</span> beside it
              </Item>
            ))}
          </>
        )}
        {hasRoom && panes.length > 1 && <Item onUse={() => terminals.unsplit(inView.id)}>Take out of the split</Item>}
        <Menu.Divider />
        <Item keys="F2" onUse={() => terminals.setRenaming(inView.id)}>
          Rename
        </Item>
        {at > 0 && (
          <Item keys="Shift ←" onUse={() => terminals.moveBy(inView.id, -1)}>
            Move to the left
          </Item>
        )}
        {at < shown.length - 1 && (
          <Item keys="Shift →" onUse={() => terminals.moveBy(inView.id, 1)}>
            Move to the right
          </Item>
        )}
        <Item keys="Ctrl Shift X" onUse={() => terminals.close(inView)}>
          Close
        </Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ keys, onUse, children }: { keys?: string; onUse: () => void; children: ReactNode }) {
  return (
    <Menu.Item
      onClick={onUse}
      rightSection={keys ? <Keys combination={keys} /> : null}
      classNames={{ itemSection: classes.keys ?? "" }}
    >
      {children}
    </Menu.Item>
  );
}
