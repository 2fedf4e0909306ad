import { Chip, SegmentedControl, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { type LabCard, layer as layerSchema } from "../../orchestrator/protocol/labs.ts";
import { layerName } from "../../orchestrator/protocol/names.ts";
import { SearchIcon } from "../ui/icons.tsx";
import { Keys } from "../ui/keys.tsx";
import type { LabFilter, SolvedFilter } from "./filter.ts";
import classes from "./filter-bar.module.css";

/** Search and filters. `/` goes to the search from anywhere on the page, Escape clears it. */
export function FilterBar({
  labs,
  filter,
  onChange,
}: {
  labs: readonly LabCard[];
  filter: LabFilter;
  onChange: (filter: LabFilter) => void;
}) {
  const search = useRef<HTMLInputElement>(null);
  useSlashKey(() => search.current?.focus());
  const layers = layerSchema.options.filter((layer) => labs.some((lab) => lab.layers.includes(layer)));
  const levels = [...new Set(labs.map((lab) => lab.level))].toSorted();
  return (
    <search className={classes.bar} aria-label="Find a lab">
      <TextInput
        ref={search}
        className={classes.search ?? ""}
        type="search"
        aria-label="Search labs"
        placeholder="Search symptoms"
        value={filter.search}
        leftSection={<SearchIcon />}
        rightSection={filter.search === "" ? <Keys combination="/" /> : null}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (filter.search === "") event.currentTarget.blur();
          onChange({ ...filter, search: "" });
        }}
      />
      <Chip.Group
        multiple
        value={[...filter.layers]}
        onChange={(chosen) => onChange({ ...filter, layers: layers.filter((layer) => chosen.includes(layer)) })}
      >
        <fieldset className={classes.group}>
          <legend className="visually-hidden">Layer</legend>
          <span className={classes.label} aria-hidden="true">
            Layer
          </span>
          {layers.map((layer) => (
            <Chip key={layer} value={layer} variant="outline" size="xs" icon={null}>
              {layerName[layer]}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <Chip.Group
        multiple
        value={filter.levels.map(String)}
        onChange={(chosen) => onChange({ ...filter, levels: levels.filter((level) => chosen.includes(String(level))) })}
      >
        <fieldset className={classes.group}>
          <legend className="visually-hidden">Level</legend>
          <span className={classes.label} aria-hidden="true">
            Level
          </span>
          {levels.map((level) => (
            <Chip key={level} value={String(level)} variant="outline" size="xs" icon={null}>
              {level}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <SegmentedControl
        className={classes.solved ?? ""}
        size="xs"
        aria-label="Solved or not"
        value={filter.solved}
        onChange={(solved) => onChange({ ...filter, solved: solved as SolvedFilter })}
        data={[
          { value: "all", label: "All" },
          { value: "open", label: "Open" },
          { value: "solved", label: "Solved" },
        ]}
      />
    </search>
  );
}

function useSlashKey(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest("input:not([type=checkbox],[type=radio]), textarea")
      ) {
        return;
      }
      event.preventDefault();
      focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
