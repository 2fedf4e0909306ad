// The one function that builds the create options of every container: machines, and the helpers that look at them.
// See orchestrator/decisions/0002-isolation.md for each choice.
import type { ContainerCreateOptions, HostConfig } from "dockerode";
import type { TmpfsSize } from "../core/lab.ts";
import type { MachinePlan } from "../core/ports.ts";
import { labelsOf, type Ownership } from "./labels.ts";
import { LINE_FOLDER } from "./lines.ts";
import { requireAllowed } from "./plan-limits.ts";
import { seccompProfile } from "./seccomp.ts";

const MIB = 1024 * 1024;

// Without any of these nginx, su, kill, strace, lsof or `ss -p` breaks.
const MACHINE_CAPABILITIES = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "SETGID", "SETUID", "SYS_PTRACE"];

const NOBODY = "65534:65534";
const ROOT = "0:0";

/** What a container is made for. `target` is the id of the machine's container that a helper joins. */
export type ContainerRequest =
  | {
      readonly role: "machine";
      readonly plan: MachinePlan;
      readonly network: string;
      readonly address: string;
      readonly lineFolder: string | null;
    }
  | { readonly role: "probe" | "look"; readonly machine: string; readonly target: string }
  | { readonly role: "trace" }
  | {
      readonly role: "hang-up";
      readonly machine: string;
      readonly target: string;
      readonly command: readonly string[];
    };

/** The host configuration with what the client's types lack. */
export type FullHostConfig = HostConfig & { readonly CgroupnsMode: "private" };
export type ContainerOptions = ContainerCreateOptions & { readonly HostConfig: FullHostConfig };

/**
 * Create options of a container. Throws LabError("lab-invalid") where a machine's plan asks for more than it may.
 *
 * @param image full reference, like `sickbay/base:latest`
 * @param name unique on the engine
 */
export function containerOptions(
  ownership: Ownership,
  image: string,
  name: string,
  request: ContainerRequest,
): ContainerOptions {
  if (request.role === "machine") return machineOptions(ownership, image, name, request);
  const labels = labelsOf(ownership, request.role, request.role === "trace" ? "" : request.machine);
  const seccomp = seccompProfile(request.role === "trace" ? "trace" : null);
  const command = commandOf(request);
  const limits = { pids: 128, memoryMb: 256, nofile: 1024 };
  const base = { name, Image: image, Labels: labels, Healthcheck: { Test: ["NONE"] } };
  const talks = { OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true, AttachStderr: true };
  const host = { ...hostConfig(limits, seccomp), ReadonlyRootfs: true };
  const helper = { ...base, ...talks, Entrypoint: command, Cmd: [], WorkingDir: "/", Tty: false };
  switch (request.role) {
    case "probe":
      return {
        ...helper,
        User: NOBODY,
        HostConfig: { ...host, CapAdd: [], NetworkMode: `container:${request.target}` },
      };
    case "look": {
      // Both are needed to read /proc/PID/root of another container.
      const CapAdd = ["DAC_READ_SEARCH", "SYS_PTRACE"];
      return { ...helper, User: ROOT, HostConfig: { ...host, CapAdd, NetworkMode: "none", PidMode: joined(request) } };
    }
    case "hang-up":
      return {
        ...helper,
        User: ROOT,
        HostConfig: { ...host, CapAdd: ["KILL"], NetworkMode: "none", PidMode: joined(request) },
      };
    case "trace":
      return {
        ...helper,
        User: ROOT,
        HostConfig: {
          ...host,
          // CAP_BPF and CAP_PERFMON would do, but neither kernels before 5.8 nor older engines know them.
          CapAdd: ["SYS_ADMIN"],
          NetworkMode: "none",
          // It ends with the connection to it, so that nothing is left of it however the orchestrator ends.
          AutoRemove: true,
        },
      };
  }
}

function commandOf(request: Exclude<ContainerRequest, { role: "machine" }>): string[] {
  if (request.role === "hang-up") return [...request.command];
  return request.role === "trace" ? ["/trace/run"] : ["python3", "-I", "/probe/run.py"];
}

function joined(request: { readonly target: string }): string {
  return `container:${request.target}`;
}

function machineOptions(
  ownership: Ownership,
  image: string,
  name: string,
  { plan, network, address, lineFolder }: Extract<ContainerRequest, { role: "machine" }>,
): ContainerOptions {
  requireAllowed(plan);
  const aliases = [...new Set([plan.name, plan.hostname])];
  return {
    name,
    Image: image,
    Hostname: plan.hostname,
    Labels: labelsOf(ownership, "machine", plan.name),
    Healthcheck: { Test: ["NONE"] },
    Tty: false,
    OpenStdin: false,
    HostConfig: {
      ...hostConfig(plan.limits, seccompProfile(plan.capabilities.includes("NET_RAW") ? "packets" : null)),
      CapAdd: [...MACHINE_CAPABILITIES, ...plan.capabilities].sort(),
      ReadonlyRootfs: false,
      NetworkMode: network,
      Mounts: lineFolder === null ? [] : [{ Type: "bind", Source: lineFolder, Target: LINE_FOLDER, ReadOnly: true }],
      Tmpfs: Object.fromEntries(Object.entries(plan.tmpfs).map(([path, size]) => [path, tmpfsOptions(path, size)])),
      // Nothing listens there, so a name that is not of this sandbox is asked nowhere. Engine 20.10 stays silent instead
      // of answering SERVFAIL; with these options that costs 2 s and not 20.
      Dns: ["127.0.0.1"],
      DnsOptions: ["timeout:1", "attempts:1"],
      DnsSearch: ["."],
    },
    NetworkingConfig: {
      EndpointsConfig: { [network]: { Aliases: aliases, IPAMConfig: { IPv4Address: address } } },
    },
  };
}

function tmpfsOptions(path: string, { mb, inodes }: TmpfsSize): string {
  const mode = path === "/tmp" || path === "/var/tmp" ? "1777" : "0755";
  return `rw,nosuid,nodev,exec,size=${mb * MIB},${inodes === null ? "" : `nr_inodes=${inodes},`}mode=${mode}`;
}

/** What all containers have in common. */
function hostConfig(limits: MachinePlan["limits"], seccomp: string): FullHostConfig {
  const ulimit = (name: string, value: number) => ({ Name: name, Soft: value, Hard: value });
  return {
    Privileged: false,
    CapDrop: ["ALL"],
    SecurityOpt: ["no-new-privileges", `seccomp=${seccomp}`],
    PidsLimit: limits.pids,
    Memory: limits.memoryMb * MIB,
    // Equal to Memory: no swap.
    MemorySwap: limits.memoryMb * MIB,
    // The host's own services die after the labs do.
    OomScoreAdj: 500,
    NanoCpus: 1_000_000_000,
    CpuShares: 256,
    ShmSize: 16 * MIB,
    IpcMode: "private",
    CgroupnsMode: "private",
    // Never nproc: the kernel counts it per uid over all containers.
    Ulimits: [ulimit("core", 0), ulimit("fsize", 1024 * MIB), ulimit("nofile", limits.nofile)],
    RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
    // 6 s of flood on PID 1's output cost 6.8 CPU seconds of the engine when it was logged.
    LogConfig: { Type: "none", Config: {} },
    Init: false,
    AutoRemove: false,
  };
}
