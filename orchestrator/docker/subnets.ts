// Arithmetic of IPv4 subnets: which one is next, and which addresses machines get in it.

/** Prefix length of a sandbox's subnet: 16 addresses, of which 13 are for machines. */
export const PREFIX = 28;
const SIZE = 2 ** (32 - PREFIX);

/** A range of IPv4 addresses: the first one as a number, and how many subnets of ours fit. */
export interface SubnetRange {
  readonly first: number;
  readonly count: number;
}

/**
 * Reads a range like `10.213.0.0/16`.
 *
 * @throws RangeError where it is not one, or holds no subnet
 */
export function parseRange(text: string): SubnetRange {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const parts = match?.slice(1).map(Number) ?? [];
  const prefix = parts[4];
  if (prefix === undefined || parts.slice(0, 4).some((part) => part > 255) || prefix < 8 || prefix > PREFIX) {
    throw new RangeError(`"${text}" is not a range of subnets; write one like 10.213.0.0/16.`);
  }
  const address = parts.slice(0, 4).reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - prefix);
  return { first: Math.floor(address / size) * size, count: size / SIZE };
}

/** The subnet at a place in the range, like `10.213.0.16/28`. */
export function subnetAt(range: SubnetRange, index: number): string {
  return `${dotted(range.first + index * SIZE)}/${PREFIX}`;
}

/** How many machines fit into a sandbox: all but network, gateway and broadcast. */
export const MACHINES_PER_SUBNET = SIZE - 3;

/** Addresses of machines in a subnet, by name, in order. The first one after the gateway's. */
export function addressesIn(subnet: string, machines: readonly string[]): Record<string, string> {
  const { first } = parseRange(subnet);
  return Object.fromEntries(machines.map((name, place) => [name, dotted(first + 2 + place)]));
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
