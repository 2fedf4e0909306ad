import { randomBytes } from "node:crypto";
import Docker from "dockerode";
import { expect, it } from "vitest";
import { containerOptions } from "../../orchestrator/docker/container-options.ts";
import { mismatches } from "../../orchestrator/docker/read-back.ts";
import { plan } from "./sandbox-fixture.ts";

const docker = new Docker();
const ownership = { instance: "test-read-back", owner: "a", expiresAtMs: 0 };

it("finds every setting that an engine did not apply as asked", async () => {
  const options = containerOptions(ownership, "sickbay/base:latest", `sickbay-test-${randomBytes(6).toString("hex")}`, {
    role: "machine",
    plan: plan("web", { tmpfs: { "/var/log": { mb: 8, inodes: 500 } }, capabilities: ["NET_RAW"] }),
    network: "none",
    address: "",
    lineFolder: null,
  });
  // Without a network of its own: what is compared here does not depend on it.
  const { NetworkingConfig: _, ...bare } = options;
  const container = await docker.createContainer(bare);
  try {
    const made = await container.inspect();
    expect(mismatches(options, made)).toEqual([]);
    const host = made.HostConfig;
    const wrong: Record<string, object> = {
      Privileged: { ...host, Privileged: true },
      CapAdd: { ...host, CapAdd: [...(host.CapAdd ?? []), "SYS_ADMIN"] },
      CapDrop: { ...host, CapDrop: null },
      SecurityOpt: { ...host, SecurityOpt: ["no-new-privileges"] },
      PidsLimit: { ...host, PidsLimit: 0 },
      Memory: { ...host, Memory: 0 },
      MemorySwap: { ...host, MemorySwap: -1 },
      NetworkMode: { ...host, NetworkMode: "host" },
      PidMode: { ...host, PidMode: "host" },
      IpcMode: { ...host, IpcMode: "shareable" },
      CgroupnsMode: { ...host, CgroupnsMode: "host" },
      Ulimits: { ...host, Ulimits: null },
      Tmpfs: { ...host, Tmpfs: { "/var/log": "" } },
      Binds: { ...host, Binds: ["/:/host"] },
      MaskedPaths: { ...host, MaskedPaths: [] },
      LogConfig: { ...host, LogConfig: { Type: "json-file", Config: {} } },
      NanoCpus: { ...host, NanoCpus: 0 },
    };
    for (const [name, HostConfig] of Object.entries(wrong)) {
      expect(mismatches(options, { ...made, HostConfig }), name).toEqual([name]);
    }
    expect(mismatches(options, {})).not.toEqual([]);
  } finally {
    await container.remove({ force: true });
  }
});
