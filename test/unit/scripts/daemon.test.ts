import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const run = promisify(execFile);

const daemonModule = join(import.meta.dirname, "../../../scripts/setup/daemon.ts");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sickbay-daemon-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command of its own that starts `sh -c script` as its daemon, with `log` beside it, and goes on with `then`. */
async function command(script: string, then: string): Promise<string> {
  const program = `
    import { readFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { startDaemon } from ${JSON.stringify(daemonModule)};
    const log = ${JSON.stringify(join(folder, "log"))};
    const daemon = startDaemon({ root: true, terminal: false }, ["sh", "-c", ${JSON.stringify(script)}], log);
    ${then}`;
  const argv = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", program];
  return (await run(process.execPath, argv)).stdout;
}

describe("a daemon of the set-up", () => {
  it("is waited for when it is stopped, though nothing else keeps the command alive", async () => {
    const said = await command(
      "trap 'sleep 0.3; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done",
      `while (readFileSync(log, "utf8") === "") await setTimeout(10);
       await daemon.stop();
       console.log(daemon.ended());`,
    );
    expect(said).toBe("it ended with exit status 0\n");
    expect(readFileSync(join(folder, "log"), "utf8")).toBe("up\nbye\n");
  });

  it("goes on running when the command ends", async () => {
    await command(`sleep 0.3; echo still here`, "");
    await expect.poll(() => readFileSync(join(folder, "log"), "utf8"), { timeout: 10_000 }).toBe("still here\n");
  });

  it("tells why it ended by itself", async () => {
    const said = await command(
      "exit 3",
      "while (daemon.ended() === null) await setTimeout(10); console.log(daemon.ended());",
    );
    expect(said).toBe("it ended with exit status 3\n");
  });
});
