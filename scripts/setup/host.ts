// What the set-up has to know of the machine that it runs on, gathered once.
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Facts on which the set-up decides; all of them plain values, so that a decision can be tried without the machine. */
export interface Host {
  readonly platform: NodeJS.Platform;
  /** Debian or one of its kin, with apt. */
  readonly debian: boolean;
  /** "debian", "ubuntu", "fedora", ...; empty where unknown. */
  readonly distribution: string;
  readonly root: boolean;
  readonly sudo: boolean;
  /** Someone can answer a question. */
  readonly terminal: boolean;
  /** `--yes` was given, or this is an automatic run (CI=true). */
  readonly yes: boolean;
  /** systemd is PID 1 and can start services. */
  readonly systemd: boolean;
  readonly dockerd: boolean;
}

/** @param yes whether `--yes` was given */
export function readHost(yes: boolean): Host {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const field = (name: string): string => new RegExp(`^${name}="?([^"\\n]*)"?$`, "m").exec(release)?.[1] ?? "";
  const kin = `${field("ID")} ${field("ID_LIKE")}`.split(" ");
  return {
    platform: process.platform,
    debian: kin.some((name) => name === "debian" || name === "ubuntu") && hasProgram("apt-get"),
    distribution: field("ID"),
    root: process.getuid?.() === 0,
    sudo: hasProgram("sudo"),
    terminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
    yes: yes || process.env.CI === "true",
    systemd: existsSync("/run/systemd/system"),
    dockerd: hasProgram("dockerd"),
  };
}

/** Whether a program is on the PATH or in the folders of system programs. */
export function hasProgram(name: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin", "/usr/local/sbin"];
  return folders.some((folder) => folder !== "" && existsSync(join(folder, name)));
}
