// Every label that we put on containers and networks: the only memory of what is ours that survives on the engine.

/** What a container or network is for. */
export type Role = "machine" | "probe" | "look" | "hang-up" | "trace" | "network";

/** Names of all labels. */
export const label = {
  app: "sickbay.app",
  instance: "sickbay.instance",
  attempt: "sickbay.attempt",
  machine: "sickbay.machine",
  expires: "sickbay.expires",
  role: "sickbay.role",
} as const;

const APP = "sickbay";

/** The engine's filter for the things of all installations. */
export const anyInstance = { label: [`${label.app}=${APP}`] };

/** Whose a thing on the engine is. */
export interface Ownership {
  /** The installation; two of them on one engine never touch each other's machines before these expire. */
  readonly instance: string;
  /** The attempt; empty for what serves all of them. */
  readonly owner: string;
  /** Unix time in milliseconds. */
  readonly expiresAtMs: number;
}

/** The labels of one container or network; `machine` is empty for networks. */
export function labelsOf(ownership: Ownership, role: Role, machine: string): Record<string, string> {
  return {
    [label.app]: APP,
    [label.instance]: ownership.instance,
    [label.attempt]: ownership.owner,
    [label.machine]: machine,
    [label.expires]: String(ownership.expiresAtMs),
    [label.role]: role,
  };
}

/** The engine's filter for all of an installation's things, or only those of one attempt, or of one role in it. */
export function labelFilter(instance: string, owner?: string, role?: Role): { label: string[] } {
  const wanted = [`${label.app}=${APP}`, `${label.instance}=${instance}`];
  if (owner !== undefined) wanted.push(`${label.attempt}=${owner}`);
  if (role !== undefined) wanted.push(`${label.role}=${role}`);
  return { label: wanted };
}
