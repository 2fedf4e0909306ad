import { describe, expect, it } from "vitest";
import { Gate } from "../../../orchestrator/http/gate.ts";

const gate = new Gate({ host: "127.0.0.1", port: 4180, origins: ["https://labs.example.org"] });
const own = { host: "localhost:4180" };
const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };

const refusal = (headers: Record<string, string>, method = "GET", upgrade = false, by = gate) => {
  try {
    by.check({ headers, method }, upgrade);
    return null;
  } catch (error) {
    return error;
  }
};
const refused = { code: "foreign-origin", remedy: expect.stringContaining("SICKBAY_ORIGIN") };

describe("the gate", () => {
  it.each(["localhost:4180", "127.0.0.1:4180", "[::1]:4180", "LOCALHOST:4180", "labs.example.org"])(
    "lets in requests to %s",
    (host) => expect(refusal({ host })).toBeNull(),
  );

  it.each(["evil.example:4180", "localhost", "localhost:80", "localhost:4180.evil.example", "", "127.0.0.1:41800"])(
    "refuses requests to the name %j, as DNS rebinding sends them",
    (host) => expect(refusal({ host })).toMatchObject(refused),
  );

  it("refuses a request without a name", () => {
    expect(refusal({})).toMatchObject(refused);
  });

  it.each(["http://localhost:4180", "https://labs.example.org"])("lets in pages of the origin %s", (origin) => {
    expect(refusal({ ...own, origin }, "POST")).toBeNull();
    expect(refusal({ ...own, origin }, "GET", true)).toBeNull();
  });

  it.each([
    "http://evil.example",
    "null",
    "https://localhost:4180",
    "http://localhost:4181",
    "http://labs.example.org",
    "http://localhost:4180.evil.example",
    "",
  ])("refuses pages of the origin %j, whatever they ask for", (origin) => {
    expect(refusal({ ...own, origin })).toMatchObject(refused);
    expect(refusal({ ...own, origin }, "POST")).toMatchObject(refused);
    expect(refusal({ ...own, origin }, "GET", true)).toMatchObject(refused);
  });

  it("lets programs in without an origin, and browsers only to read", () => {
    expect(refusal(own, "POST")).toBeNull();
    expect(refusal(own, "GET", true)).toBeNull();
    expect(refusal({ ...own, ...browser })).toBeNull();
    expect(refusal({ ...own, ...browser }, "POST")).toMatchObject(refused);
    expect(refusal({ ...own, ...browser }, "GET", true)).toMatchObject(refused);
    expect(refusal({ ...own, "sec-fetch-site": "same-origin" }, "DELETE")).toMatchObject(refused);
  });

  it("refuses reads from another site, except that a link may open the page", () => {
    expect(refusal({ ...own, "sec-fetch-site": "cross-site" })).toMatchObject(refused);
    expect(refusal({ ...own, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBeNull();
    expect(refusal({ ...own, "sec-fetch-site": "same-origin" })).toBeNull();
    expect(refusal({ ...own, "sec-fetch-site": "none" })).toBeNull();
  });

  it("bound to every address still answers only to loopback names and the origins given", () => {
    const open = new Gate({ host: "0.0.0.0", port: 4180, origins: [] });
    expect(refusal({ host: "localhost:4180" }, "GET", false, open)).toBeNull();
    expect(refusal({ host: "0.0.0.0:4180" }, "GET", false, open)).toMatchObject(refused);
    expect(refusal({ host: "10.1.2.3:4180" }, "GET", false, open)).toMatchObject(refused);
  });
});
