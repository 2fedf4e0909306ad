// The search of one terminal, in its corner. Enter goes up, because in a terminal what is looked for came before.
import { ActionIcon, CloseButton, TextInput, Tooltip } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ChevronIcon } from "../ui/icons.tsx";
import { type Found, MOST_HITS, type Query, queryProblem, type TerminalSearch } from "./search.ts";
import classes from "./search-bar.module.css";

interface Props {
  search: TerminalSearch;
  found: Found;
  /** Counts up: each new value gives the field the focus again. */
  asked: number;
  terminal: string;
  onClose: () => void;
}

export function SearchBar({ search, found, asked, terminal, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<Query>({ text: "", matchCase: false, regex: false });
  const problem = queryProblem(query);

  useEffect(() => {
    if (asked > 0) field.current?.select();
  }, [asked]);
  useEffect(() => search.find(query, "stay"), [search, query]);
  useEffect(() => () => search.clear(), [search]);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "F3") search.find(query, event.shiftKey ? "up" : "down");
    else if (event.key === "Enter" && event.target === field.current)
      search.find(query, event.shiftKey ? "down" : "up");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={classes.bar} aria-label={`Search in ${terminal}`} onKeyDown={onKey}>
      <TextInput
        ref={field}
        classNames={{ root: classes.field ?? "", input: classes.input ?? "" }}
        size="xs"
        variant="unstyled"
        value={query.text}
        placeholder="Search"
        aria-label="Search for"
        error={problem !== null}
        onChange={({ currentTarget: { value } }) => setQuery((now) => ({ ...now, text: value }))}
      />
      <span className={classes.count} data-none={found.count === 0} role="status">
        {problem ?? said(query, found)}
      </span>
      <Tool
        name="Match case"
        isOn={query.matchCase}
        onUse={() => setQuery((now) => ({ ...now, matchCase: !now.matchCase }))}
      >
        Aa
      </Tool>
      <Tool
        name="Regular expression"
        isOn={query.regex}
        onUse={() => setQuery((now) => ({ ...now, regex: !now.regex }))}
      >
        .*
      </Tool>
      <Tool name="Hit above (Enter)" turn="up" onUse={() => search.find(query, "up")}>
        <ChevronIcon />
      </Tool>
      <Tool name="Hit below (Shift Enter)" turn="down" onUse={() => search.find(query, "down")}>
        <ChevronIcon />
      </Tool>
      <CloseButton size="sm" aria-label="Close the search" onClick={onClose} />
    </search>
  );
}

interface ToolProps {
  name: string;
  isOn?: boolean;
  turn?: "up" | "down";
  onUse: () => void;
  children: ReactNode;
}

function Tool({ name, isOn, turn, onUse, children }: ToolProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon
        className={classes.tool ?? ""}
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={name}
        aria-pressed={isOn}
        data-turn={turn}
        onClick={onUse}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function said({ text }: Query, { count, at }: Found): string {
  if (text === "") return "";
  if (count === 0) return "none";
  if (count >= MOST_HITS) return `${MOST_HITS.toLocaleString("en")} or more`;
  return at === null ? `${count}` : `${at} of ${count}`;
}
