// Figures made of what was measured.
import { type Figure, figure } from "../figures.ts";
import type { Samples, SideName } from "./samples.ts";

/** The figures by the names that README.md explains; null where a side was not measured. */
export function figuresOf(samples: Samples): Figure[] {
  const of = (name: string, side: SideName): readonly number[] => samples.of(name, side);
  const beside = (as: string, unit: string, name: string, mine: SideName, other: SideName): Figure =>
    figure(as, unit, of(name, mine), of(name, other));
  // No median: what counts is the worst, or all of it.
  const overall = (as: string, unit: string, name: string, one: (values: readonly number[]) => number): Figure => ({
    ...figure(as, unit, [one(of(name, "ours"))], [one(of(name, "raw"))]),
    runs: of(name, "ours").length,
  });
  const peer: SideName = of("bulk", "ttyd").length > 0 ? "ttyd" : "wetty";
  const rows = [
    beside("echo-p50", "ms", "echo-p50", "ours", "raw"),
    beside("echo-p50-exec", "ms", "echo-p50", "exec", "raw"),
    beside("echo-p50-bash", "ms", "echo-p50-bash", "ours", "raw"),
    beside("echo-p50-floor", "ms", "echo-p50", "ours", "floor"),
    beside("bulk", "MB/s", "bulk", "ours", "raw"),
    beside("bulk-exec", "MB/s", "bulk", "exec", "raw"),
    beside("bulk-floor", "MB/s", "bulk", "ours", "floor"),
    beside("server-cpu", "s", "server-cpu", "ours", peer),
    beside("server-cpu-exec", "s", "server-cpu", "exec", peer),
    beside("engine-cpu", "s", "engine-cpu", "ours", "raw"),
    beside("engine-cpu-exec", "s", "engine-cpu", "exec", "raw"),
    figure("rss-per-terminal", "KB", of("rss", "ours"), []),
    figure("stalled-owner", "MB", of("stalled-owner", "ours"), []),
    beside("stalled-owner-output", "MB", "stalled-owner-output", "ours", "raw"),
    figure("echo-p99-50-busy", "ms", of("echo-p99-busy", "ours"), of("echo-p99-idle", "ours")),
    figure("raw-echo-p99-50-busy", "ms", of("echo-p99-busy", "raw"), of("echo-p99-idle", "raw")),
    beside("ctrl-c-p50", "ms", "ctrl-c-p50", "ours", "raw"),
    overall("ctrl-c-max", "ms", "ctrl-c-max", most),
    overall("print-and-exit-lost", "bytes", "print-and-exit", sum),
  ];
  const peers = (["wetty", "ttyd"] as const).flatMap((name) => [
    beside(`echo-p50-${name}`, "ms", "echo-p50", "ours", name),
    beside(`bulk-${name}`, "MB/s", "bulk", "ours", name),
    beside(`bulk-exec-${name}`, "MB/s", "bulk", "exec", name),
  ]);
  return [...rows, ...peers];
}

/** The newest value of each side, for people who wait. */
export function summary(samples: Samples, name: string): string {
  const sides: SideName[] = ["ours", "exec", "raw", "wetty", "ttyd"];
  return `${name} ${sides
    .flatMap((side) => samples.newest(name, side)?.toPrecision(3).concat(` ${side}`) ?? [])
    .join(", ")}`;
}

function most(values: readonly number[]): number {
  return Math.max(...values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
