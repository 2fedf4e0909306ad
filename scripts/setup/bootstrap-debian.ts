// A minimal Debian as a tar, made with mmdebstrap or debootstrap from Debian's packages.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needPrograms } from "./debian-packages.ts";
import { type Host, hasProgram } from "./host.ts";
import { asRoot } from "./permission.ts";
import { step } from "./progress.ts";
import { runCommand } from "./run-command.ts";
import { SetupError } from "./setup-error.ts";

const SUITE = "trixie";
const MIRROR = "http://deb.debian.org/debian";
const WAY_OUT =
  "Check that http://deb.debian.org answers, or name an image that your registry has: SICKBAY_BASE_IMAGE=registry/debian:trixie-slim npm start";

/**
 * Makes the file system and hands the tar on; the tar is gone afterwards.
 *
 * @throws SetupError where this is no Debian, the programs can't be had, or they fail
 */
export async function bootstrapDebian(host: Host, use: (tar: string) => Promise<void>): Promise<void> {
  if (!hasProgram("mmdebstrap") && !hasProgram("debootstrap")) {
    if (!host.debian) {
      throw new SetupError("No registry answers, and only Debian and Ubuntu can make the base without one.", WAY_OUT);
    }
    const needs = {
      mmdebstrap: "mmdebstrap",
      "/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring",
    };
    await needPrograms(host, needs, "The base image has to be made here, which needs mmdebstrap.");
  }
  const folder = await mkdtemp(join(tmpdir(), "sickbay-base-"));
  try {
    const tar = join(folder, "base.tar");
    await step("Making the base image from Debian's packages", async (tell) => {
      const run = (argv: string[]): Promise<string> =>
        runCommand(asRoot(host, argv), WAY_OUT, { onLine: tell, askPassword: host.terminal });
      if (hasProgram("mmdebstrap")) {
        await run(["mmdebstrap", "--variant=minbase", "--include=ca-certificates", SUITE, tar, MIRROR]);
      } else {
        const tree = join(folder, "tree");
        await run(["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, tree, MIRROR]);
        await run(["tar", "--numeric-owner", "--one-file-system", "-C", tree, "-cf", tar, "."]);
      }
      await use(tar);
    });
  } finally {
    // What debootstrap unpacked belongs to root.
    await rm(folder, { recursive: true, force: true }).catch(() =>
      runCommand(asRoot(host, ["rm", "-rf", folder]), `Remove ${folder}.`),
    );
  }
}
