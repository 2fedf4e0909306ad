import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../../../orchestrator/docker/client.ts";

const ADDRESS = "tcp://far.example:2376";
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sickbay-certificates-"));
  vi.stubEnv("DOCKER_HOST", ADDRESS);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe("an engine at the port for TLS", () => {
  const refusal = expect.objectContaining({ code: "no-engine", remedy: expect.stringContaining("DOCKER_CERT_PATH") });

  it("is refused without certificates, with a way out", () => {
    vi.stubEnv("DOCKER_CERT_PATH", "");
    expect(() => connect(ADDRESS)).toThrow(refusal);
  });

  it("is refused where the folder of certificates lacks them", () => {
    vi.stubEnv("DOCKER_CERT_PATH", folder);
    expect(() => connect(ADDRESS)).toThrow(refusal);
  });

  it("is reached with those of DOCKER_CERT_PATH", async () => {
    const pem = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
    for (const name of ["ca.pem", "cert.pem", "key.pem"]) await writeFile(join(folder, name), pem);
    vi.stubEnv("DOCKER_CERT_PATH", folder);
    expect(connect(ADDRESS).modem).toMatchObject({ protocol: "https", host: "far.example", port: "2376" });
  });
});

it("needs no certificates at another port", () => {
  vi.stubEnv("DOCKER_CERT_PATH", "");
  expect(connect("tcp://far.example:2375").modem).toMatchObject({ protocol: "http", port: "2375" });
});
