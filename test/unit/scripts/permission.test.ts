import { describe, expect, it } from "vitest";
import { asRoot, permission } from "../../../scripts/setup/permission.ts";

const nobody = { root: false, sudo: true, terminal: false, yes: false };

describe("changing the machine", () => {
  it("is asked for on a terminal, also as root", () => {
    expect(permission({ ...nobody, terminal: true })).toBe("ask");
    expect(permission({ ...nobody, terminal: true, root: true })).toBe("ask");
  });

  it("is granted by --yes", () => {
    expect(permission({ ...nobody, yes: true, terminal: true })).toBe("granted");
  });

  it("is granted to root without a terminal", () => {
    expect(permission({ ...nobody, root: true, sudo: false })).toBe("granted");
  });

  it("is refused to a user whom nobody can ask", () => {
    expect(permission(nobody)).toBe("refused");
  });

  it("is impossible without root and without sudo, even with --yes", () => {
    expect(permission({ ...nobody, sudo: false, yes: true })).toBe("impossible");
  });

  it("never waits for a password that nobody can type", () => {
    expect(asRoot(nobody, ["dockerd"])).toEqual(["sudo", "-n", "dockerd"]);
    expect(asRoot({ ...nobody, terminal: true }, ["dockerd"])).toEqual(["sudo", "dockerd"]);
    expect(asRoot({ ...nobody, root: true }, ["dockerd"])).toEqual(["dockerd"]);
  });
});
