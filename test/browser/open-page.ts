// Opens the built page in a real Chromium, with the API answered inside it.
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type FakeApi, fakeApi, type Orchestrator } from "./fake-api.ts";
import { attempt, labs, result } from "./page-data.ts";
import { servePage } from "./serve-page.ts";

/** How long anything on a page may take to appear. */
export const DEADLINE_MS = 10_000;

export interface OpenPage {
  page: Page;
  api: FakeApi;
  known: Orchestrator;
  /** What the page threw, and what its content policy refused. */
  errors: string[];
}

/** An orchestrator with the labs, an attempt under way and its result. */
export function orchestrator(more: Partial<Orchestrator> = {}): Orchestrator {
  return {
    labs: { labs, problems: [] },
    attempts: { a2: attempt("a2") },
    results: { a2: result("a2") },
    engine: true,
    away: false,
    screen: "root@checkout-1:~# ",
    ...more,
  };
}

/** A browser for the tests of a file; what it returns opens a page in it. */
export function browserPerFile() {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    served = await servePage();
    browser = await chromium.launch({
      executablePath: process.env.SICKBAY_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    await served[Symbol.asyncDispose]();
  });

  return async (
    path: string,
    known = orchestrator(),
    options: BrowserContextOptions = { viewport: { width: 1440, height: 900 } },
  ): Promise<OpenPage> => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(DEADLINE_MS);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) errors.push(message.text());
    });
    const api = await fakeApi(page, known);
    await page.goto(served.url + path);
    return { page, api, known, errors };
  };
}
