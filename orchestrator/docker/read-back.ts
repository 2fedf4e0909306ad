// What the engine made, compared with what was asked for. Engines drop settings with no more than a warning.
import { isDeepStrictEqual } from "node:util";
import type { MountSettings } from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import type { ContainerOptions } from "./container-options.ts";

const list = z.array(z.string()).nullish();
const inspected = z.object({
  Config: z.object({ User: z.string(), Image: z.string(), Labels: z.record(z.string(), z.string()) }),
  HostConfig: z.object({
    Privileged: z.boolean(),
    CapAdd: list,
    CapDrop: list,
    SecurityOpt: list,
    PidsLimit: z.number().nullish(),
    Memory: z.number(),
    MemorySwap: z.number(),
    OomScoreAdj: z.number(),
    NanoCpus: z.number(),
    CpuShares: z.number(),
    ShmSize: z.number(),
    IpcMode: z.string(),
    PidMode: z.string(),
    CgroupnsMode: z.string(),
    NetworkMode: z.string(),
    UTSMode: z.string().default(""),
    Ulimits: z.array(z.object({ Name: z.string(), Soft: z.number(), Hard: z.number() })).nullish(),
    RestartPolicy: z.object({ Name: z.string() }),
    LogConfig: z.object({ Type: z.string() }),
    Init: z.boolean().nullish(),
    ReadonlyRootfs: z.boolean(),
    Tmpfs: z.record(z.string(), z.string()).nullish(),
    Binds: list,
    Devices: z.array(z.unknown()).nullish(),
    DeviceRequests: z.array(z.unknown()).nullish(),
    VolumesFrom: list,
    PortBindings: z.record(z.string(), z.unknown()).nullish(),
    PublishAllPorts: z.boolean(),
    Dns: list,
    MaskedPaths: list,
    ReadonlyPaths: list,
  }),
  Mounts: z.array(z.object({ Type: z.string(), Source: z.string(), Destination: z.string(), RW: z.boolean() })),
});

/** Paths of /proc that every sound engine hides from a container. */
const MASKED = ["/proc/kcore", "/proc/keys", "/proc/timer_list"];

/**
 * Names of the settings that the engine did not apply as asked; empty where all is well.
 *
 * @param asked what went to create
 * @param answer what inspect answered, not trusted to have any shape
 */
export function mismatches(asked: ContainerOptions, answer: unknown): readonly string[] {
  const parsed = inspected.safeParse(answer);
  if (!parsed.success) return parsed.error.issues.map((issue) => issue.path.join("."));
  const { Config, HostConfig: got, Mounts } = parsed.data;
  const want = asked.HostConfig;
  const pairs: Record<string, readonly [unknown, unknown]> = {
    User: [Config.User, asked.User ?? Config.User],
    Image: [Config.Image, asked.Image],
    Labels: [{ ...Config.Labels, ...asked.Labels }, Config.Labels],
    Privileged: [got.Privileged, false],
    CapAdd: [capabilities(got.CapAdd), capabilities(want.CapAdd)],
    CapDrop: [capabilities(got.CapDrop), ["ALL"]],
    SecurityOpt: [got.SecurityOpt, want.SecurityOpt],
    Ulimits: [ulimits(got.Ulimits), ulimits(want.Ulimits)],
    RestartPolicy: [got.RestartPolicy.Name, want.RestartPolicy?.Name],
    LogConfig: [got.LogConfig.Type, want.LogConfig?.Type],
    Init: [got.Init ?? false, false],
    Tmpfs: [got.Tmpfs ?? {}, want.Tmpfs ?? {}],
    PidMode: [got.PidMode, want.PidMode ?? ""],
    UTSMode: [got.UTSMode, ""],
    Dns: [got.Dns ?? [], want.Dns ?? []],
    Binds: [got.Binds ?? [], []],
    Devices: [got.Devices ?? [], []],
    DeviceRequests: [got.DeviceRequests ?? [], []],
    VolumesFrom: [got.VolumesFrom ?? [], []],
    PortBindings: [got.PortBindings ?? {}, {}],
    PublishAllPorts: [got.PublishAllPorts, false],
    Mounts: [Mounts.filter((mount) => mount.Type === "bind").map(bound), (want.Mounts ?? []).map(asBound)],
    MaskedPaths: [MASKED.filter((path) => !got.MaskedPaths?.includes(path)), []],
    ReadonlyPaths: [got.ReadonlyPaths?.includes("/proc/sys") ?? false, true],
  };
  for (const key of SAME) pairs[key] = [got[key], want[key]];
  return Object.keys(pairs).filter((key) => !isDeepStrictEqual(pairs[key]?.[0], pairs[key]?.[1]));
}

const SAME = [
  "PidsLimit",
  "Memory",
  "MemorySwap",
  "OomScoreAdj",
  "NanoCpus",
  "CpuShares",
  "ShmSize",
  "IpcMode",
  "CgroupnsMode",
  "NetworkMode",
  "ReadonlyRootfs",
] as const;

/** Throws where a container is not as it was asked for. The caller removes it. */
export function requireApplied(asked: ContainerOptions, answer: unknown): void {
  const wrong = mismatches(asked, answer);
  if (wrong.length === 0) return;
  throw new LabError(
    "internal",
    `The engine did not apply these settings of a container: ${wrong.join(", ")}.`,
    "Use a Docker Engine of version 20.10 or newer whose kernel supports memory, swap and pids limits.",
  );
}

function bound({ Source, Destination, RW }: { Source: string; Destination: string; RW: boolean }): string {
  return `${Source} at ${Destination}${RW ? ", writable" : ""}`;
}

function asBound({ Source, Target, ReadOnly }: MountSettings): string {
  return bound({ Source, Destination: Target, RW: ReadOnly !== true });
}

/** Sorted, without the prefix that some engines add. */
function capabilities(names: readonly string[] | null | undefined): string[] {
  return (names ?? []).map((name) => name.replace(/^CAP_/, "")).sort();
}

function ulimits(
  limits:
    | readonly { Name?: string | undefined; Soft?: number | undefined; Hard?: number | undefined }[]
    | null
    | undefined,
): string[] {
  return (limits ?? []).map(({ Name, Soft, Hard }) => `${Name}=${Soft}:${Hard}`).sort();
}
