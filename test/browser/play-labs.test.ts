// Each lab as a person plays it: a real server, real machines, a real browser.
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../orchestrator/catalog/load-catalog.ts";
import { render } from "../../orchestrator/core/draw.ts";
import type { Lab } from "../../orchestrator/core/lab.ts";
import { attempt as attemptShape } from "../../orchestrator/protocol/attempts.ts";
import { routes } from "../../orchestrator/protocol/routes.ts";
import { type OwnOrchestrator, ownOrchestrator } from "../../scripts/own-orchestrator.ts";
import { drawnFor } from "./drawn.ts";
import { Player } from "./player.ts";

const status = "-s -o /dev/null -w 'http %{http_code} after %{time_total} s\\n'";

/** What a person types to see each symptom, and how it looks. */
const symptoms = [
  {
    id: "disk-full-logs",
    look: `curl ${status} localhost/orders -d '{"reference": "t-1", "items": [{"sku": "K-1", "quantity": 1, "unit_price_cents": 250}]}'`,
    shows: /http 500/,
  },
  {
    id: "zombie-pids",
    look: `curl ${status} localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4"]}'`,
    shows: /http 503/,
  },
  {
    id: "fd-exhaustion",
    look: `for n in 1 2 3 4; do curl ${status} localhost/v1/quotes/AX-10020$n; done`,
    shows: /http 503/,
  },
  {
    id: "dns-wrong-resolver",
    look: `curl -m 10 ${status} localhost/products/K-1042`,
    shows: /http (5\d\d|000)|after ([2-9]|\d\d)\./,
  },
  { id: "db-pool-exhausted", look: `curl ${status} localhost/orders/no-such-order`, shows: /http 503/ },
];

// Undefined where beforeAll failed: its error is the one to be told.
let browser: Browser | undefined;
let server: OwnOrchestrator | undefined;
let labs: ReadonlyMap<string, Lab>;

beforeAll(async () => {
  const catalog = await loadCatalog(join(import.meta.dirname, "../../labs"), ["base", "dns", "postgres"]);
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

describe.each(symptoms)("a person who plays $id", ({ id, look, shows }) => {
  it("sees the symptom, is told that nothing is fixed yet, mends it and reads the result", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const attempt = await player.start(lab.title);
    await player.type([look]);
    await player.sees(shows);
    await player.check(/^Not fixed/);

    const { solutions } = await drawnFor(attempt, dataFolder);
    const [solution] = solutions;
    if (solution === undefined) throw new Error(`${id} has no solution for this variant.`);
    await player.type(solution.commands);
    await player.check(/^Fixed/);

    await player.finish();
    expect(await player.sentence()).toMatch(/^Fixed\..* after one check that said no\.$/);
    const { page } = player;
    await page.getByRole("heading", { name: "Reference solutions" }).waitFor();
    await page.getByText(solution.title).first().waitFor();
    await page.getByRole("cell", { name: look }).first().waitFor();

    await page.getByRole("link", { name: "All labs" }).click();
    await page
      .getByRole("article", { name: lab.title })
      .getByText(/Solved in/)
      .waitFor();
  });

  it("who only hides the symptom is told that the fault is left", async () => {
    const lab = labOf(id);
    const { player, dataFolder } = await visit();
    const { variant, params } = await drawnFor(await player.start(lab.title), dataFolder);
    await player.type(maskOf(lab, variant).map((command) => render(command, params)));
    await player.check(/symptom is hidden, but the fault is still there/);
    await player.giveUp();
    expect(await player.sentence()).toMatch(/^The symptom is gone, the fault is still there\./);
  });
});

async function visit(): Promise<{ player: Player; dataFolder: string }> {
  if (browser === undefined || server === undefined) throw new Error("Browser and server did not start.");
  return { player: await Player.at(browser, server.url), dataFolder: server.dataFolder };
}

function labOf(id: string): Lab {
  const lab = labs.get(id);
  if (lab === undefined) throw new Error(`The lab ${id} did not load.`);
  return lab;
}

/** A restart where that hides the symptom, the first mask for the variant elsewhere. */
function maskOf(lab: Lab, variant: string): readonly string[] {
  const fitting = lab.masks.filter(
    ({ variants, expect: outcomes }) =>
      (variants.length === 0 || variants.includes(variant)) &&
      outcomes.every((outcome) => outcome === "symptom-hidden"),
  );
  const mask = fitting.find(({ id }) => id === "restart") ?? fitting[0];
  if (mask === undefined) throw new Error(`${lab.id} has no mask for the variant ${variant}.`);
  return mask.commands;
}
