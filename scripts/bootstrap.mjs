// The part of the commands that runs before any package is there: Node 20 and its own modules only.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const node24 = join(modules, ".bin", "node");

/**
 * Makes the packages whole, then runs a script of this folder on Node 24 and ends with its exit status.
 *
 * @param {string} script file name in scripts/
 * @param {string[]} args handed on as they are
 */
export async function onNode24(script, args) {
  ensurePackages();
  const child = spawn(node24, ["--disable-warning=ExperimentalWarning", join(root, "scripts", script), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${join(modules, ".bin")}:${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const { code, signal } = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve({ code, signal }));
  });
  process.exit(code ?? 128 + constants.signals[signal]);
}

/** Installs the packages that package-lock.json names where they are missing or of another version, and Node 24. */
export function ensurePackages() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    fail(
      `Node ${process.versions.node} is too old.`,
      "Install Node 20 or newer (nodejs.org, or your distribution's package).",
    );
  }
  if (!packagesMatch()) {
    console.log("Installing the packages (npm ci) ...");
    // Without a script's run there is no npm_execpath, and npm is looked for on the PATH.
    const viaNode = process.env.npm_execpath !== undefined;
    const npm = viaNode ? process.execPath : "npm";
    // npm before 11 would compile packages that bring their binaries along; the one script that is needed follows below.
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    if (viaNode) args.unshift(process.env.npm_execpath);
    const { status, error } = spawnSync(npm, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    if (error !== undefined)
      fail(`npm could not be started: ${error.message}`, "Install npm, which usually comes with Node.");
    if (status !== 0) {
      fail(
        "npm ci failed; what it said stands above.",
        "Check the network and npm's registry (npm config get registry), then run the command again.",
      );
    }
  }
  ensureNode24();
}

/** Whether what is installed is what package-lock.json asks for. Optional packages of other systems may be missing. */
function packagesMatch() {
  const installedLock = join(modules, ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const there = installed[path];
    return there === undefined ? optional === true : there.version === version && existsSync(join(root, path));
  });
}

/** The `node` package fetches its binary in an install script, which is run here and nowhere else. */
function ensureNode24() {
  if (runs24()) return;
  console.log("Fetching Node 24 ...");
  const folder = join(modules, "node");
  spawnSync(process.execPath, ["installArchSpecificPackage"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  // npm links programs that are there when it installs; this one came later.
  rmSync(node24, { force: true });
  symlinkSync(join("..", "node", "bin", "node"), node24);
  if (runs24()) return;
  fail(
    "Node 24 could not be installed: the package `node` has no binary.",
    "What npm said stands above. Check the network and npm's registry, remove node_modules and run the command again.",
  );
}

function runs24() {
  return spawnSync(node24, ["--version"], { encoding: "utf8" }).stdout?.startsWith("v24.") === true;
}

/** @returns {never} */
function fail(what, wayOut) {
  console.error(`${what}\n${wayOut}`);
  process.exit(1);
}
