// A server with real machines and a real browser, for the tests of a file that play labs as a person would.
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import type { Lab } from "../../orchestrator/core/lab.ts";
import { attempt as attemptShape } from "../../orchestrator/protocol/attempts.ts";
import { routes } from "../../orchestrator/protocol/routes.ts";
import { type OwnOrchestrator, ownOrchestrator } from "../../scripts/own-orchestrator.ts";
import { Player } from "./player.ts";

/** Starts both for the tests of the calling file; attempts that a test leaves are ended after it. */
export function playRoom() {
  // Undefined where beforeAll failed: its error is the one to be told.
  let browser: Browser | undefined;
  let server: OwnOrchestrator | undefined;
  let labs: ReadonlyMap<string, Lab>;

  beforeAll(async () => {
    const catalog = await loadCatalog([join(import.meta.dirname, "../../labs")], ["base", "dns", "postgres"]);
    labs = new Map(catalog.labs.map((lab) => [lab.id, lab]));
    server = await ownOrchestrator({ SICKBAY_LOG_LEVEL: "warn" });
    browser = await chromium.launch({
      executablePath: process.env.SICKBAY_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
  });

  afterEach(async () => {
    if (browser === undefined || server === undefined) return;
    await Promise.all(browser.contexts().map((context) => context.close()));
    const answer = await fetch(`${server.url}${routes.attempts.path}`);
    const { attempts } = routes.attempts.answer.parse(await answer.json());
    for (const { id, state } of attempts) {
      if (state !== "ended" && state !== "failed") {
        const ended = await fetch(`${server.url}/api/attempts/${id}/end`, { method: "POST" });
        attemptShape.parse(await ended.json());
      }
    }
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  return {
    /** A person at the library, and where the server keeps its data. */
    async visit(): Promise<{ player: Player; dataFolder: string }> {
      if (browser === undefined || server === undefined) throw new Error("Browser and server did not start.");
      return { player: await Player.at(browser, server.url), dataFolder: server.dataFolder };
    },
    labOf(id: string): Lab {
      const lab = labs.get(id);
      if (lab === undefined) throw new Error(`The lab ${id} did not load.`);
      return lab;
    },
  };
}
