// Makes a sandbox's network: internal, a small subnet of its own, and no address of the host on it.
import type Docker from "dockerode";
import { z } from "zod";
import { LabError } from "../core/lab-error.ts";
import { answered, asking, fromEngine, isSubnetTaken } from "./engine-errors.ts";
import { labelsOf, type Ownership } from "./labels.ts";
import { type SubnetRange, subnetAt } from "./subnets.ts";

export interface SandboxNetwork {
  readonly id: string;
  readonly name: string;
  readonly subnet: string;
}

const listed = z.array(
  z.object({ IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string().optional() })).nullish() }).nullish() }),
);

/** Hands out subnets of a range, one network each. */
export class Networks {
  readonly #docker: Docker;
  readonly #range: SubnetRange;
  /** Where to look first, so that a subnet just freed is not used again at once. */
  #next: number;

  constructor(docker: Docker, range: SubnetRange) {
    this.#docker = docker;
    this.#range = range;
    // Two orchestrators on one engine begin at different places.
    this.#next = Math.floor(Math.random() * range.count);
  }

  /**
   * Makes a network in the next free subnet.
   *
   * @param isolates whether the engine (28 and later) has a gateway mode without an address of the host
   * @throws LabError("no-capacity") where no subnet is free
   */
  async create(ownership: Ownership, name: string, isolates: boolean): Promise<SandboxNetwork> {
    const taken = await this.#taken();
    for (let tried = 0; tried < this.#range.count; tried += 1) {
      const subnet = subnetAt(this.#range, this.#next);
      this.#next = (this.#next + 1) % this.#range.count;
      if (taken.has(subnet)) continue;
      try {
        const network = await answered("making a network", () =>
          this.#docker.createNetwork(networkOptions(ownership, name, subnet, isolates)),
        );
        return { id: network.id, name, subnet };
      } catch (error) {
        if (!isSubnetTaken(error)) throw fromEngine(error, "making a network");
      }
    }
    throw new LabError(
      "no-capacity",
      "All networks for attempts are in use.",
      "End other attempts, or give a wider range of subnets.",
    );
  }

  async #taken(): Promise<ReadonlySet<string>> {
    const networks = listed.parse(await asking("listing networks", () => this.#docker.listNetworks()));
    return new Set(networks.flatMap((network) => network.IPAM?.Config?.map((config) => config.Subnet ?? "") ?? []));
  }
}

function networkOptions(ownership: Ownership, name: string, subnet: string, isolates: boolean) {
  return {
    Name: name,
    Driver: "bridge",
    CheckDuplicate: true,
    Internal: true,
    EnableIPv6: false,
    Attachable: false,
    IPAM: { Driver: "default", Config: [{ Subnet: subnet }] },
    // "Internal" alone left services on the host's 0.0.0.0 within reach, through the bridge's own address.
    Options: isolates
      ? { "com.docker.network.bridge.gateway_mode_ipv4": "isolated" }
      : { "com.docker.network.bridge.inhibit_ipv4": "true" },
    Labels: labelsOf(ownership, "network", ""),
  };
}
