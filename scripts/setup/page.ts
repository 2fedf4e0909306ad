// Builds the page, unless it was built from the same sources.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { step, tell } from "./progress.ts";
import { runCommand } from "./run-command.ts";

/** What the page is made of, besides packages. Its tests and what was built are no part of it. */
const SOURCES = ["web/**", "orchestrator/protocol/*.ts", "package-lock.json"];
const BUILT = "web/dist";

/**
 * Builds the page into web/dist where its sources changed.
 *
 * @param root folder of the project
 * @throws SetupError with what Vite said
 */
export async function needPage(root: string): Promise<void> {
  const stamp = join(root, BUILT, ".sources");
  const digest = await digestOf(root);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === digest) {
    tell("The page is up to date.");
    return;
  }
  await step("Building the page", (show) => {
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    return runCommand(
      [process.execPath, vite, "build", join(root, "web")],
      "Correct what Vite names, then try again.",
      {
        onLine: show,
      },
    );
  });
  await writeFile(stamp, digest);
}

async function digestOf(root: string): Promise<string> {
  const hash = createHash("sha256");
  const files: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const built = join(root, BUILT, "/");
  for (const file of files.filter((path) => !path.startsWith(built)).sort()) {
    hash.update(relative(root, file)).update(await readFile(file));
  }
  return hash.digest("hex");
}
