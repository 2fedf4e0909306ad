import { expect, it } from "vitest";
import { addressesIn, MACHINES_PER_SUBNET, parseRange, subnetAt } from "../../../orchestrator/docker/subnets.ts";

it("cuts a range into subnets of 16 addresses", () => {
  const range = parseRange("10.213.0.0/16");
  expect(range.count).toBe(4096);
  expect([0, 1, 16, 4095].map((index) => subnetAt(range, index))).toEqual([
    "10.213.0.0/28",
    "10.213.0.16/28",
    "10.213.1.0/28",
    "10.213.255.240/28",
  ]);
});

it("begins a range at its first address, whichever of its addresses is named", () => {
  expect(subnetAt(parseRange("192.168.5.77/24"), 0)).toBe("192.168.5.0/28");
});

it("gives machines the addresses after the gateway's, in order, and none is the broadcast", () => {
  const names = Array.from({ length: MACHINES_PER_SUBNET }, (_, place) => `m${place}`);
  const addresses = addressesIn("10.213.0.16/28", names);
  expect(addresses.m0).toBe("10.213.0.18");
  expect(addresses[`m${MACHINES_PER_SUBNET - 1}`]).toBe("10.213.0.30");
});

it.each(["", "10.0.0.0", "10.0.0.0/29", "10.0.0.0/7", "10.0.0.256/16", "::/16", "a.b.c.d/16"])(
  "refuses %j as a range",
  (text) => {
    expect(() => parseRange(text)).toThrow(RangeError);
  },
);
