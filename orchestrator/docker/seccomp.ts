// The seccomp profile of every container that we make, in the engine's own JSON form.
import { allowedCalls } from "./seccomp-calls.ts";

interface Argument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: "SCMP_CMP_EQ" | "SCMP_CMP_MASKED_EQ";
}

interface Rule {
  readonly names: readonly string[];
  readonly action: "SCMP_ACT_ALLOW" | "SCMP_ACT_ERRNO";
  readonly errnoRet?: number;
  readonly args?: readonly Argument[];
}

// errno values of Linux, the same on x86-64 and arm64.
const ENOSYS = 38;
const EOPNOTSUPP = 95;

// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET together (linux/sched.h).
const NEW_NAMESPACES = 0x7e020000;

/** Address families of linux/socket.h. */
const family = { unix: 1, inet: 2, inet6: 10, netlink: 16, packet: 17 } as const;

// PER_LINUX, PER_LINUX32, their UNAME26 forms, and "only ask": what setarch and the C library use.
const PERSONALITIES = [0x0, 0x8, 0x20000, 0x20008, 0xffffffff];

function allowWhenFirst(names: readonly string[], values: readonly number[]): Rule[] {
  return values.map((value) => ({
    names,
    action: "SCMP_ACT_ALLOW",
    args: [{ index: 0, value, op: "SCMP_CMP_EQ" }],
  }));
}

/** What only some containers may do: tcpdump needs packet sockets besides NET_RAW, the trace loads a program into the kernel. */
export type Extra = "packets" | "trace";

/** The profile as the text that goes into a container's security options. */
export function seccompProfile(extra: Extra | null = null): string {
  const packets = extra === "packets" ? [family.packet] : [];
  const families = [family.unix, family.inet, family.inet6, family.netlink, ...packets];
  const traceCalls = extra === "trace" ? ["bpf", "perf_event_open"] : [];
  const rules: Rule[] = [
    { names: [...allowedCalls, ...traceCalls], action: "SCMP_ACT_ALLOW" },
    {
      names: ["clone"],
      action: "SCMP_ACT_ALLOW",
      args: [{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" }],
    },
    // The flags of clone3 lie in memory, where a filter cannot look. On ENOSYS the C library falls back to clone.
    { names: ["clone3"], action: "SCMP_ACT_ERRNO", errnoRet: ENOSYS },
    // Fills a disk without writing to it, faster than any watchdog looks. Programs fall back to writing zeros.
    { names: ["fallocate"], action: "SCMP_ACT_ERRNO", errnoRet: EOPNOTSUPP },
    ...allowWhenFirst(["socket"], families),
    ...allowWhenFirst(["socketpair"], [family.unix]),
    ...allowWhenFirst(["personality"], PERSONALITIES),
  ];
  return JSON.stringify({
    defaultAction: "SCMP_ACT_ERRNO",
    // No 32-bit calls: there socketcall would hide the address family from the filter.
    archMap: [
      { architecture: "SCMP_ARCH_X86_64", subArchitectures: [] },
      { architecture: "SCMP_ARCH_AARCH64", subArchitectures: [] },
    ],
    syscalls: rules,
  });
}
