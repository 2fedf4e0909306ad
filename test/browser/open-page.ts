// Opens the built page in a real browser with the API answered inside it, for the tests of the pages' states.
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type FakeApi, fakeApi, type Orchestrator } from "./fake-api.ts";
import { attempt, labs, result, tracks } from "./page-data.ts";
import { progress } from "./progress-data.ts";
import { servePage } from "./serve-page.ts";

/** How long anything on a page may take to appear. */
const DEADLINE_MS = 20_000;
export const phone = { viewport: { width: 390, height: 844 } };

/** What the orchestrator knows; `more` says how it differs. */
export function orchestrator(more: Partial<Orchestrator> = {}): Orchestrator {
  return {
    labs: { labs, tracks, problems: [] },
    attempts: { a2: attempt("a2") },
    results: { a2: result("a2") },
    progress,
    engine: true,
    away: false,
    screen: "root@checkout-1:~# ",
    ...more,
  };
}

interface OpenPage {
  readonly page: Page;
  readonly api: FakeApi;
  readonly known: Orchestrator;
  /** What the page threw, and what its policy refused. */
  readonly errors: readonly string[];
}

/** Starts a browser for the tests of the calling file; what it returns opens a page that is closed after its test. */
export function pageOpener(): (
  path: string,
  known?: Orchestrator,
  options?: BrowserContextOptions,
) => Promise<OpenPage> {
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

  return async (path, known = orchestrator(), options = { viewport: { width: 1440, height: 900 } }) => {
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

/** The titles of the library's labs, in order. */
export const titles = (page: Page) => page.getByRole("article").getByRole("heading").allTextContents();
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: DEADLINE_MS });
export const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
