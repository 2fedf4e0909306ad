// What a lab may ask of a machine. A lab can narrow these and never widen them; catalog/ tells authors earlier and nicer,
// and this is the last word.
import { posix } from "node:path";
import { LabError } from "../core/lab-error.ts";
import type { MachinePlan } from "../core/ports.ts";

/** Upper bounds of one machine. */
export const bounds = {
  pids: 256,
  memoryMb: 512,
  /** 4096 let one machine take 41 % of a small host's file-max. */
  nofile: 1024,
  /** All tmpfs of a machine together, in MiB; they count against its memory too. */
  tmpfsMb: 256,
  /** All tmpfs of a machine whose inodes are named, together. Each takes about 1 KiB of the kernel's memory, which counts against the machine's. */
  tmpfsInodes: 65_536,
  /** All scene files of a machine together, in bytes. */
  sceneBytes: 32 * 1024 * 1024,
} as const;

const MINIMUM = { pids: 16, memoryMb: 16, nofile: 64, tmpfsInodes: 64 } as const;
const CAPABILITIES: readonly string[] = ["NET_RAW", "NET_ADMIN"];
// A name with a "/" or ":" would let a lab reach an image that is not one of ours.
const IMAGE = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const HOSTNAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
const KERNEL = ["/proc", "/sys", "/dev"];
// The engine mounts its own files here, so a scene's would never be seen.
const ENGINES = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"];

/** Throws LabError("lab-invalid") where a plan asks for more than it may, or for what can't work. */
export function requireAllowed(plan: MachinePlan): void {
  const refuse = (what: string, remedy: string): never => {
    throw new LabError("lab-invalid", `Machine "${plan.name}": ${what}.`, remedy);
  };
  if (!IMAGE.test(plan.image)) refuse(`"${plan.image}" is not the name of a folder in images/`, "Name such a folder.");
  if (!HOSTNAME.test(plan.name)) refuse("its name is not a host name", "Use a to z, 0 to 9 and -.");
  if (!HOSTNAME.test(plan.hostname)) refuse(`"${plan.hostname}" is not a host name`, "Use a to z, 0 to 9 and -.");
  for (const capability of plan.capabilities) {
    if (!CAPABILITIES.includes(capability)) {
      refuse(`the capability ${capability} is never given`, `Only ${CAPABILITIES.join(" and ")} can be asked for.`);
    }
  }
  for (const key of ["pids", "memoryMb", "nofile"] as const) {
    const value = plan.limits[key];
    if (!Number.isInteger(value) || value < MINIMUM[key] || value > bounds[key]) {
      refuse(`the limit ${key} is ${value}`, `Write a whole number from ${MINIMUM[key]} to ${bounds[key]}.`);
    }
  }
  refuseMounts(plan, refuse);
  refuseFiles(plan, refuse);
  for (const { name, uid } of plan.users) {
    if (!USER.test(name)) refuse(`"${name}" is not a user's name`, "Use a to z, 0 to 9, _ and -.");
    if (!Number.isInteger(uid) || uid < 1 || uid > 2 ** 31 - 1) {
      refuse(`the uid of ${name} is ${uid}`, "Write a whole number above 0.");
    }
  }
}

type Refuse = (what: string, remedy: string) => never;

function refuseMounts(plan: MachinePlan, refuse: Refuse): void {
  let sum = 0;
  let inodesSum = 0;
  for (const [path, { mb, inodes }] of Object.entries(plan.tmpfs)) {
    if (!isPlain(path) || path === "/" || path === "/etc" || isUnder(path, KERNEL)) {
      refuse(`a tmpfs at "${path}" is not allowed`, "Mount it at an absolute path outside /proc, /sys, /dev and /etc.");
    }
    if (!Number.isInteger(mb) || mb < 1) refuse(`the tmpfs at ${path} has ${mb} MiB`, "Write a whole number above 0.");
    if (inodes !== null && (!Number.isInteger(inodes) || inodes < MINIMUM.tmpfsInodes)) {
      refuse(`the tmpfs at ${path} has ${inodes} inodes`, `Write a whole number from ${MINIMUM.tmpfsInodes} on.`);
    }
    sum += mb;
    inodesSum += inodes ?? 0;
  }
  if (sum > bounds.tmpfsMb) refuse(`its tmpfs add up to ${sum} MiB`, `Stay at or below ${bounds.tmpfsMb} MiB.`);
  if (inodesSum > bounds.tmpfsInodes) {
    refuse(`its tmpfs add up to ${inodesSum} inodes`, `Stay at or below ${bounds.tmpfsInodes}.`);
  }
}

function refuseFiles(plan: MachinePlan, refuse: Refuse): void {
  let bytes = 0;
  for (const { path, content } of plan.files) {
    bytes += content.length;
    if (!isPlain(path) || path === "/" || isUnder(path, KERNEL) || ENGINES.includes(path)) {
      refuse(`a scene can't have the file "${path}"`, "Use an absolute path; write what the engine owns at boot.");
    }
    const hidden = Object.keys(plan.tmpfs).find((mount) => isUnder(path, [mount]));
    if (hidden !== undefined) {
      refuse(`${path} would be hidden by the tmpfs at ${hidden}`, "Write it at boot, from a file that lies elsewhere.");
    }
  }
  if (bytes > bounds.sceneBytes) refuse(`its scene has ${bytes} bytes`, `Stay below ${bounds.sceneBytes}.`);
}

function isPlain(path: string): boolean {
  return path.startsWith("/") && posix.normalize(path) === path && !path.includes("\0") && !path.endsWith("/.");
}

function isUnder(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
