// Installs Debian packages, if that is allowed.
import { type Host, hasProgram } from "./host.ts";
import { ask, asRoot, permission } from "./permission.ts";
import { step } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";

/**
 * Installs packages with apt, after asking where somebody is there to answer.
 *
 * @param why stands in the question, as in "No Docker Engine answers."
 * @throws SetupError with the command to type where it is not allowed, and where it fails
 */
export async function installPackages(host: Host, packages: readonly string[], why: string): Promise<void> {
  const command = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
  const byHand = `Install it yourself:\n  sudo apt-get update && sudo ${command.join(" ")}\nthen run this command again.`;
  const allowed = permission(host);
  if (allowed === "impossible") throw new SetupError(`${why} Installing needs root, and there is no sudo.`, byHand);
  if (allowed === "refused") throw new SetupError(`${why} Nobody can be asked here.`, `Add --yes, or: ${byHand}`);
  if (allowed === "ask" && !(await ask(`${why} Install ${packages.join(" ")} with apt-get?`))) {
    throw new SetupError(why, byHand);
  }
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const askPassword = host.terminal;
  // A password is asked for before the line of the step stands in its way.
  if (!host.root && host.terminal) await runCommand(["sudo", "-v"], byHand, { askPassword });
  await step("Reading Debian's package lists", (tell) =>
    // One broken source of many fails the whole update; whether the packages can be had shows in the installation.
    runCommand(asRoot(host, ["apt-get", "update", "-q"]), byHand, { env, askPassword, onLine: tell }).catch(() => ""),
  );
  await step(`Installing ${packages.join(" ")}`, (tell) =>
    runCommand(asRoot(host, command), byHand, { env, askPassword, onLine: tell }),
  );
}

/** Installs the packages only where one of the programs is missing. */
export async function needPrograms(host: Host, needs: Readonly<Record<string, string>>, why: string): Promise<void> {
  const missing = Object.entries(needs).filter(([program]) => !hasProgram(program));
  if (missing.length > 0)
    await installPackages(
      host,
      missing.map(([, packageName]) => packageName),
      why,
    );
}
