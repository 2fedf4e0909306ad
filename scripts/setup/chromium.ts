// The browser of the tests: Debian's Chromium.
import { existsSync } from "node:fs";
import { installPackages } from "./debian-packages.ts";
import type { Host } from "./host.ts";
import { SetupError } from "./setup-error.ts";

const DEFAULT = "/usr/bin/chromium";

/**
 * Makes sure that a Chromium is there.
 *
 * @param asked the value of SICKBAY_CHROMIUM, empty for Debian's
 * @returns its path
 */
export async function needChromium(host: Host, asked: string): Promise<string> {
  const path = asked || DEFAULT;
  if (existsSync(path)) return path;
  const why = `The browser tests need Chromium, and ${path} is not there.`;
  // Ubuntu's package is only a link to a snap, which has no place in a container or a test run.
  if (asked !== "" || host.distribution !== "debian") {
    throw new SetupError(why, "Install Chromium or Chrome and name it: SICKBAY_CHROMIUM=/path/to/chromium npm test");
  }
  await installPackages(host, ["chromium"], why);
  return path;
}
