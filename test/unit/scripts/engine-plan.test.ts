import { describe, expect, it } from "vitest";
import { engineAddresses, findEngine, needAddress } from "../../../orchestrator/docker/find-engine.ts";
import { planEngine } from "../../../scripts/setup/engine-plan.ts";
import type { Host } from "../../../scripts/setup/host.ts";

const debian: Host = {
  platform: "linux",
  debian: true,
  distribution: "debian",
  root: true,
  sudo: false,
  terminal: false,
  yes: false,
  systemd: false,
  dockerd: false,
};
const silent = [{ dockerHost: "unix:///var/run/docker.sock", failure: "ENOENT" }];

describe("where no engine answers", () => {
  it("installs Docker and runs its daemon on a Debian without systemd", () => {
    expect(planEngine(debian, "", silent)).toEqual({ kind: "prepare", install: true, start: "dockerd" });
  });

  it("starts the service where systemd runs", () => {
    expect(planEngine({ ...debian, systemd: true }, "", silent)).toMatchObject({ install: true, start: "systemd" });
  });

  it("only starts an engine that is installed, on any Linux", () => {
    const fedora = { ...debian, debian: false, distribution: "fedora", dockerd: true };
    expect(planEngine(fedora, "", silent)).toEqual({ kind: "prepare", install: false, start: "dockerd" });
  });

  it("names what to install on a Linux that it does not know", () => {
    const plan = planEngine({ ...debian, debian: false, distribution: "fedora" }, "", silent);
    expect(plan).toMatchObject({ kind: "explain", wayOut: expect.stringContaining("fedora") });
  });

  it("names Docker Desktop and its kin on a Mac", () => {
    const plan = planEngine({ ...debian, platform: "darwin", debian: false }, "", silent);
    expect(plan).toMatchObject({ kind: "explain", wayOut: expect.stringContaining("Docker Desktop") });
  });

  it("installs nothing while DOCKER_HOST names another engine", () => {
    const plan = planEngine(debian, "tcp://far:2375", [{ dockerHost: "tcp://far:2375", failure: "ECONNREFUSED" }]);
    expect(plan).toMatchObject({ kind: "explain", message: expect.stringContaining("tcp://far:2375 (ECONNREFUSED)") });
  });

  it("lets a user with sudo in where the engine is there and barred", () => {
    const kim = { ...debian, root: false, sudo: true };
    const barred = [{ dockerHost: "unix:///var/run/docker.sock", failure: "EACCES" }];
    expect(planEngine(kim, "", barred)).toEqual({ kind: "let-in", socket: "/var/run/docker.sock" });
  });

  it("names the group where the engine is there and barred to a user without sudo", () => {
    const plan = planEngine(debian, "", [{ dockerHost: "unix:///var/run/docker.sock", failure: "EACCES" }]);
    expect(plan).toMatchObject({ kind: "explain", wayOut: expect.stringContaining("usermod -aG docker") });
  });
});

describe("the addresses that are tried", () => {
  it("are DOCKER_HOST alone where it is set", () => {
    expect(engineAddresses({ DOCKER_HOST: "tcp://far:2375", HOME: "/home/kim" }, 1000)).toEqual(["tcp://far:2375"]);
  });

  it("begin with the system's socket and go on with those of the user", () => {
    const addresses = engineAddresses({ HOME: "/home/kim" }, 1000);
    expect(addresses[0]).toBe("unix:///var/run/docker.sock");
    expect(addresses).toContain("unix:///run/user/1000/docker.sock");
    expect(addresses).toContain("unix:///home/kim/.colima/default/docker.sock");
    expect(addresses).toContain("unix:///run/user/1000/podman/podman.sock");
  });
});

describe("looking for the engine", () => {
  it("says how each address failed", async () => {
    const addresses = ["unix:///nowhere/one.sock", "gopher://far"];
    expect(await findEngine(addresses)).toMatchObject({
      tried: [
        { dockerHost: addresses[0], failure: "ENOENT" },
        { dockerHost: addresses[1], failure: expect.stringContaining("not the address") },
      ],
    });
    await expect(needAddress(addresses)).rejects.toMatchObject({
      code: "no-engine",
      message: expect.stringContaining("unix:///nowhere/one.sock (ENOENT)"),
    });
  });
});
