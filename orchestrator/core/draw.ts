// What one attempt gets: a variant of the fault, values for the parameters, and the machines with everything filled in.
import type { Lab, MachineSpec, ParamRange, Params, SceneFile, Variant } from "./lab.ts";
import { LabError } from "./lab-error.ts";
import type { MachinePlan } from "./ports.ts";

/** A number from 0 (included) to 1 (not included). */
export type Random = () => number;

/** A variant and the lab's own parameters, before the machines have addresses. */
export interface Drawing {
  readonly variant: Variant;
  readonly params: Params;
}

/** The same numbers for the same seed (mulberry32), so that a run can be repeated. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Picks a variant and a value for each parameter. No two parameters with bounds get the same number while their bounds
 * leave another, so that two ports of one lab never collide.
 *
 * @param variantId a variant to take instead of a random one; LabError("not-found") when the lab has no such variant
 * @param before what was drawn earlier, maybe for another state of the lab: values that still fit are taken again
 */
export function draw(lab: Lab, random: Random, variantId?: string, before: Params = {}): Drawing {
  const variant = pickVariant(lab, random, variantId);
  const ranges = Object.entries({ ...lab.params, ...variant.params });
  const taken = new Set<number>();
  // These first, so that no other is drawn to the same number.
  const kept = new Map(ranges.flatMap(([name, range]) => keepValue(name, range, before[name], taken)));
  const params = ranges.map(([name, range]) => [name, kept.get(name) ?? drawValue(range, random, taken)] as const);
  return { variant, params: Object.fromEntries(params) };
}

function keepValue(
  name: string,
  range: ParamRange,
  value: string | number | undefined,
  taken: Set<number>,
): [string, string | number][] {
  if (value === undefined) return [];
  if (range.kind === "one-of") return range.values.includes(value) ? [[name, value]] : [];
  if (typeof value !== "number" || value < range.from || value > range.to || taken.has(value)) return [];
  taken.add(value);
  return [[name, value]];
}

function pickVariant(lab: Lab, random: Random, id: string | undefined): Variant {
  const variant =
    id === undefined
      ? lab.variants[Math.floor(random() * lab.variants.length)]
      : lab.variants.find((candidate) => candidate.id === id);
  if (variant) return variant;
  const known = lab.variants.map((candidate) => candidate.id).join(", ");
  throw new LabError("not-found", `The lab ${lab.id} has no variant "${id}".`, `Its variants are: ${known}.`);
}

function drawValue(range: ParamRange, random: Random, taken: Set<number>): string | number {
  if (range.kind === "one-of") return range.values[Math.floor(random() * range.values.length)] ?? "";
  const count = range.to - range.from + 1;
  const first = Math.floor(random() * count);
  for (let step = 0; step < count; step++) {
    const value = range.from + ((first + step) % count);
    if (taken.has(value)) continue;
    taken.add(value);
    return value;
  }
  return range.from + first;
}

/** Adds `ip_<machine>` and `host_<machine>` once the addresses are known. */
export function withBuiltIns(lab: Lab, own: Params, addresses: Readonly<Record<string, string>>): Params {
  const params: Record<string, string | number> = { ...own };
  for (const machine of lab.machines) {
    const address = addresses[machine.name];
    if (address === undefined) throw new Error(`the engine gave no address to the machine ${machine.name}`);
    params[`ip_${machine.name}`] = address;
  }
  for (const machine of lab.machines) params[`host_${machine.name}`] = render(machine.hostname, params);
  return params;
}

/** `{{name}}`; anything else between braces is left alone, since many file formats use them. */
export const placeholder = /\{\{([a-z][a-z0-9_-]*)\}\}/g;

/** The names of all parameters that a text uses, each with its 1-based line. */
export function placeholders(text: string): { name: string; line: number }[] {
  return [...text.matchAll(placeholder)].map((match) => ({
    name: match[1] ?? "",
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** Fills in `{{param}}`. The catalog has checked that every name is known, so an unknown one is a defect of ours. */
export function render(text: string, params: Params): string {
  return text.replace(placeholder, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no parameter is named ${name}`);
    return String(value);
  });
}

/** The machines of one attempt, in the lab's order. */
export function planMachines(lab: Lab, variant: Variant, params: Params, broken: boolean): MachinePlan[] {
  return lab.machines.map((machine) => ({
    name: machine.name,
    hostname: render(machine.hostname, params),
    image: machine.image,
    shell: machine.shell,
    capabilities: machine.capabilities,
    tmpfs: Object.fromEntries(Object.entries(machine.tmpfs).map(([path, size]) => [render(path, params), size])),
    limits: machine.limits,
    users: drawUsers(machine, params),
    files: layFiles(machine.scene, broken ? (variant.files[machine.name] ?? []) : [], params),
  }));
}

function drawUsers(machine: MachineSpec, params: Params): MachinePlan["users"] {
  return machine.users.map((user) => ({
    name: render(user.name, params),
    uid: Number(render(String(user.uid), params)),
  }));
}

/** The fault's files replace those of the scene at the same path. */
function layFiles(scene: readonly SceneFile[], fault: readonly SceneFile[], params: Params): SceneFile[] {
  const byPath = new Map<string, SceneFile>();
  for (const file of [...scene, ...fault]) {
    const path = render(file.path, params);
    byPath.set(path, { path, mode: file.mode, content: renderBytes(file.content, params) });
  }
  return [...byPath.values()];
}

function renderBytes(content: Uint8Array, params: Params): Uint8Array {
  const text = asText(content);
  return text === null ? content : new TextEncoder().encode(render(text, params));
}

/** The content as text, or null for a binary file, which is never rendered. */
export function asText(content: Uint8Array): string | null {
  if (content.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}
