// Which labs the library shows. Pure; the filter lives in the page's address.
import { type LabCard, type Layer, layer as layerSchema, type Track } from "../../orchestrator/protocol/labs.ts";
import { layerName } from "../../orchestrator/protocol/names.ts";

export type SolvedFilter = "all" | "open" | "solved";

export interface LabFilter {
  /** The id of a track; empty for all labs. */
  readonly track: string;
  readonly search: string;
  /** Empty means every layer. */
  readonly layers: readonly Layer[];
  /** Empty means every level. */
  readonly levels: readonly number[];
  readonly solved: SolvedFilter;
}

/** The filter that leaves nothing out. */
export const everyLab: LabFilter = { track: "", search: "", layers: [], levels: [], solved: "all" };

/**
 * Labs that match every word of the search and every filter; of a track in its order, else labs under way first, then the easier ones.
 */
export function filterLabs(labs: readonly LabCard[], filter: LabFilter, tracks: readonly Track[] = []): LabCard[] {
  const track = tracks.find(({ id }) => id === filter.track);
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = labs.filter((lab) => {
    if (track && !track.labs.includes(lab.id)) return false;
    if (filter.layers.length > 0 && !filter.layers.some((layer) => lab.layers.includes(layer))) return false;
    if (filter.levels.length > 0 && !filter.levels.includes(lab.level)) return false;
    if (filter.solved !== "all" && (lab.solved !== null) !== (filter.solved === "solved")) return false;
    const text = searchText(lab);
    return words.every((word) => text.includes(word));
  });
  if (track) return shown.toSorted((a, b) => track.labs.indexOf(a.id) - track.labs.indexOf(b.id));
  return shown.toSorted((a, b) => Number(b.running !== null) - Number(a.running !== null) || a.level - b.level);
}

function searchText(lab: LabCard): string {
  const layers = lab.layers.map((layer) => layerName[layer]);
  return [lab.title, lab.summary, ...layers, ...lab.machines, ...lab.teaches].join("\n").toLowerCase();
}

/** Reads the filter from the address; what it can't read counts as not set. */
export function readFilter(params: URLSearchParams): LabFilter {
  const solved = params.get("state");
  return {
    track: params.get("track") ?? "",
    search: params.get("q") ?? "",
    layers: params.getAll("layer").flatMap((value) => layerSchema.safeParse(value).data ?? []),
    levels: params
      .getAll("level")
      .map(Number)
      .filter((level) => Number.isInteger(level) && level >= 1 && level <= 5),
    solved: solved === "open" || solved === "solved" ? solved : "all",
  };
}

/** The address of a filter; what is not set is left out. */
export function writeFilter(filter: LabFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.track !== "") params.set("track", filter.track);
  if (filter.search !== "") params.set("q", filter.search);
  for (const layer of filter.layers) params.append("layer", layer);
  for (const level of filter.levels) params.append("level", String(level));
  if (filter.solved !== "all") params.set("state", filter.solved);
  return params;
}
