import { expect, it } from "vitest";
import type { MachinePlan } from "../../../orchestrator/core/ports.ts";
import { requireAllowed } from "../../../orchestrator/docker/plan-limits.ts";

const size = (mb: number, inodes: number | null = null) => ({ mb, inodes });
const plan: MachinePlan = {
  name: "web",
  hostname: "checkout-1",
  image: "base",
  shell: true,
  capabilities: [],
  tmpfs: { "/var/log": size(24) },
  limits: { pids: 256, memoryMb: 512, nofile: 1024 },
  users: [{ name: "shop", uid: 1234 }],
  files: [{ path: "/etc/app.conf", content: new Uint8Array(3), mode: 0o644 }],
};
const file = (path: string) => ({ files: [{ path, content: new Uint8Array(), mode: 0o644 }] });

it("allows what is at the bounds", () => {
  expect(() => requireAllowed({ ...plan, capabilities: ["NET_ADMIN", "NET_RAW"] })).not.toThrow();
  const tmpfs = { "/a": size(128, 65_472), "/b": size(64, 64), "/c": size(64) };
  expect(() => requireAllowed({ ...plan, tmpfs })).not.toThrow();
});

it.each<[string, object]>([
  ["more process ids", { limits: { ...plan.limits, pids: 257 } }],
  ["unlimited process ids", { limits: { ...plan.limits, pids: 0 } }],
  ["more memory", { limits: { ...plan.limits, memoryMb: 513 } }],
  ["a limit that is no number", { limits: { ...plan.limits, memoryMb: Number.NaN } }],
  ["more descriptors", { limits: { ...plan.limits, nofile: 4096 } }],
  ["another capability", { capabilities: ["SYS_ADMIN"] }],
  ["all capabilities", { capabilities: ["ALL"] }],
  ["a foreign image", { image: "registry.example/x" }],
  ["an image by path", { image: "../x" }],
  ["a tmpfs over the kernel's files", { tmpfs: { "/proc/sys": size(1) } }],
  ["a tmpfs over the root", { tmpfs: { "/": size(1) } }],
  ["a tmpfs path with steps up", { tmpfs: { "/var/../proc": size(1) } }],
  ["tmpfs beyond the bound in sum", { tmpfs: { "/a": size(200), "/b": size(57) } }],
  ["a tmpfs with hardly any inodes", { tmpfs: { "/a": size(8, 63) } }],
  ["a tmpfs with half an inode", { tmpfs: { "/a": size(8, 100.5) } }],
  ["inodes beyond the bound in sum", { tmpfs: { "/a": size(8, 65_000), "/b": size(8, 537) } }],
  ["a file that the engine mounts over", file("/etc/resolv.conf")],
  ["a file under the kernel's", file("/proc/sys/kernel/core_pattern")],
  ["a file with steps up", file("/etc/../proc/x")],
  ["a file without a leading slash", file("etc/x")],
  ["a file that a tmpfs would hide", file("/var/log/app.log")],
  ["a user with uid 0", { users: [{ name: "shop", uid: 0 }] }],
  ["a user whose name breaks the account file", { users: [{ name: "a:0:0", uid: 5 }] }],
  ["a host name with a newline", { hostname: "a\nb" }],
])("refuses %s", (_, changes) => {
  expect(() => requireAllowed({ ...plan, ...changes })).toThrow(expect.objectContaining({ code: "lab-invalid" }));
});
