import { describe, expect, it } from "vitest";
import { filterLabs, type LabFilter, readFilter, writeFilter } from "../../../web/library/filter.ts";
import { labs, tracks } from "../../browser/page-data.ts";

const all: LabFilter = { track: "", search: "", layers: [], levels: [], solved: "all" };
const ids = (filter: Partial<LabFilter>) => filterLabs(labs, { ...all, ...filter }, tracks).map(({ id }) => id);

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

  it("shows a track in its own order, and all labs where no such track is there any more", () => {
    expect(ids({ track: "networking" })).toEqual(["dns-wrong-resolver", "fd-exhaustion"]);
    expect(ids({ track: "networking", levels: [3] })).toEqual(["fd-exhaustion"]);
    expect(ids({ track: "gone" })).toHaveLength(labs.length);
  });

  it("comes back whole from its address", () => {
    const filter: LabFilter = {
      track: "networking",
      search: "a b&c",
      layers: ["os", "host"],
      levels: [2, 4],
      solved: "open",
    };
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it("ignores what it can't read in an address", () => {
    expect(readFilter(new URLSearchParams("layer=moon&level=9&level=x&state=perhaps"))).toEqual(all);
  });
});
