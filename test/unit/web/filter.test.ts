import { describe, expect, it } from "vitest";
import { filterLabs, type LabFilter, readFilter, writeFilter } from "../../../web/library/filter.ts";
import { labs } from "../../browser/page-data.ts";

const all: LabFilter = { search: "", layers: [], levels: [], solved: "all" };
const ids = (filter: Partial<LabFilter>) => filterLabs(labs, { ...all, ...filter }).map(({ id }) => id);

describe("the library's filter", () => {
  it("shows every lab without a filter, the one under way first", () => {
    expect(ids({})).toHaveLength(labs.length);
    expect(ids({})[0]).toBe("fd-exhaustion");
  });

  it("wants every word of the search, in any case and order", () => {
    expect(ids({ search: "ORDER checkout" })).toEqual(["disk-full-logs"]);
    expect(ids({ search: "checkout postgresql" })).toEqual([]);
  });

  it("joins layers by or, and layers with levels by and", () => {
    expect(ids({ layers: ["host", "network"] })).toEqual(["fd-exhaustion", "dns-wrong-resolver"]);
    expect(ids({ layers: ["host", "network"], levels: [3] })).toEqual(["fd-exhaustion"]);
  });

  it("tells solved from open", () => {
    expect(ids({ solved: "solved" })).toEqual(["disk-full-logs"]);
    expect(ids({ solved: "open" })).not.toContain("disk-full-logs");
  });

  it("comes back whole from its address", () => {
    const filter: LabFilter = { search: "a b&c", layers: ["os", "host"], levels: [2, 4], solved: "open" };
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it("ignores what it can't read in an address", () => {
    expect(readFilter(new URLSearchParams("layer=moon&level=9&level=x&state=perhaps"))).toEqual(all);
  });
});
