// What processes use, as the kernel of this machine counts it.
import { readdirSync, readFileSync } from "node:fs";

/** Linux counts the time of processes in hundredths of a second for whoever asks. */
const TICKS_PER_SECOND = 100;

/** CPU that a process used so far, in seconds. */
export function cpuSeconds(pid: number): number {
  return cpuSecondsOf(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

/** @param stat of /proc: the name in it may hold anything, parentheses too */
export function cpuSecondsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // Of the whole line these are fields 14 and 15; the name's end is that of field 2.
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory that a process has, in KB. */
export function rssKb(pid: number): number {
  return rssKbOf(readFileSync(`/proc/${pid}/status`, "utf8"));
}

export function rssKbOf(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
}

/** The engine's processes on this machine: its daemons, and what stands between them and one container. */
export function engineProcesses(containerId: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [program = "", ...words] = commandLine(pid);
      const name = program.slice(program.lastIndexOf("/") + 1);
      if (name.startsWith("containerd-shim")) return words.includes(containerId);
      return name === "dockerd" || name === "containerd";
    });
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    // It has ended since the list was read.
    return [];
  }
}

/** Processes whose CPU is counted from now on. */
export function countCpu(pids: readonly number[]): () => number {
  const before = pids.map((pid) => cpuSeconds(pid));
  return () => pids.reduce((sum, pid, place) => sum + cpuSeconds(pid) - (before[place] ?? 0), 0);
}
