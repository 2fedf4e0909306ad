// A terminal in a real browser outlives reloads of the page and kills of the orchestrator.
import { once } from "node:events";
import { createServer } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type OwnOrchestrator, ownOrchestrator } from "../../scripts/own-orchestrator.ts";

const WAIT_MS = 60_000;
const KILLS = 20;
/** Each kill takes a start of the orchestrator, up to 8 s on a busy computer. */
const KILLS_MS = 8 * 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.SICKBAY_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
});
// A page without its orchestrator tries for ever to get its lines back.
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => browser.close());

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  return String(port);
}

/** A page of its own browser context at an address; its terminal writes its lines as text too. */
async function open(url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript("localStorage.setItem('sickbay-screen-reader', 'on')");
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function start(url: string): Promise<Page> {
  const page = await open(url);
  await page
    .getByRole("button", { name: /^Start: / })
    .first()
    .click({ timeout: WAIT_MS });
  await page.getByRole("textbox", { name: /^Terminal / }).waitFor({ state: "attached", timeout: WAIT_MS });
  await expect.poll(() => screen(page), { timeout: WAIT_MS }).toMatch(/#$/m);
  return page;
}

async function screen(page: Page): Promise<string> {
  const rows = await page.locator(".xterm-accessibility-tree > div").allTextContents();
  return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).join("\n");
}

async function type(page: Page, ...keys: readonly string[]): Promise<void> {
  await page.getByRole("textbox", { name: /^Terminal / }).focus();
  for (const key of keys) {
    if (/^(Enter|Escape|Control\+.|[A-Z]\w+)$/.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}

const programs = [
  { name: "vi", starts: ["vi /etc/services", "Enter"], shows: "Network services", ends: ["Escape", ":q!", "Enter"] },
  { name: "top", starts: ["top -d 1", "Enter"], shows: "PID USER", ends: ["q"] },
  { name: "less", starts: ["less /etc/services", "Enter"], shows: "Network services", ends: ["q"] },
  { name: "tmux", starts: ["tmux", "Enter"], shows: "[0]", ends: ["exit", "Enter"] },
  { name: "a flood", starts: ["yes flood | nl", "Enter"], shows: "flood", ends: ["Control+c"] },
];

it("shows the same after a reload in the middle of vi, top, less, tmux and a flood as to one who was not disturbed", async () => {
  await using server = await ownOrchestrator({ SICKBAY_LOG_LEVEL: "warn" });
  const page = await start(server.url);
  const twin = await open(page.url());
  for (const { name, starts, shows, ends } of programs) {
    await type(page, ...starts);
    await expect.poll(() => screen(page), { timeout: WAIT_MS, message: `${name} shows` }).toContain(shows);
    await page.reload();
    await page.getByRole("textbox", { name: /^Terminal / }).waitFor({ state: "attached", timeout: WAIT_MS });
    await expect.poll(() => screen(page), { timeout: WAIT_MS, message: `${name} is there again` }).toContain(shows);
    if (name === "a flood") await type(page, ...ends);
    await expect
      .poll(async () => (await screen(page)) === (await screen(twin)), {
        timeout: WAIT_MS,
        message: `${name} looks the same`,
      })
      .toBe(true);
    if (name !== "a flood") await type(page, ...ends);
    await expect.poll(() => screen(page), { timeout: WAIT_MS, message: `${name} ended` }).toMatch(/#$/m);
    await type(page, "clear", "Enter");
  }
  await endAll(server);
});

it(`gets every line once over ${KILLS} kills of the orchestrator in the middle of numbered output`, {
  timeout: KILLS_MS,
}, async () => {
  const port = await freePort();
  const first = await ownOrchestrator({ SICKBAY_PORT: port, SICKBAY_LOG_LEVEL: "warn" });
  const settings = { SICKBAY_PORT: port, SICKBAY_DATA: first.dataFolder, SICKBAY_LOG_LEVEL: "warn" };
  const page = await start(first.url);
  const received: Buffer[] = [];
  page.on("websocket", (socket) => {
    if (!socket.url().endsWith("/socket")) return;
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload !== "string") received.push(payload);
    });
  });
  // The page attached before we listened: from here on it comes back by itself.
  await page.reload();
  await expect.poll(() => screen(page), { timeout: WAIT_MS }).toMatch(/#$/m);
  // Of builtins alone: a bash whose child ends while Ctrl-C comes goes on with its loop.
  await type(page, "exec 9<> <(:); i=0; while ! read -t 0.01 -u 9; do i=$((i+1)); echo line-$i; done", "Enter");
  const lines = () =>
    [
      ...Buffer.concat(received)
        .toString()
        .matchAll(/^line-(\d+)\r?$/gm),
    ].map(([, number]) => Number(number));
  let current: OwnOrchestrator = first;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = lines().length;
    await expect
      .poll(() => lines().length, { timeout: WAIT_MS, message: `output flows before kill ${kill}` })
      .toBeGreaterThan(before + 20);
    process.kill(current.pid, "SIGKILL");
    current = await ownOrchestrator(settings);
  }
  const before = lines().length;
  await expect.poll(() => lines().length, { timeout: WAIT_MS }).toBeGreaterThan(before + 20);
  await type(page, "Control+c");
  await expect.poll(() => screen(page), { timeout: WAIT_MS }).toMatch(/\^C\n.*#$/m);
  const all = lines();
  expect(all).toEqual(Array.from({ length: all.length }, (_, index) => index + 1));

  const attempt = /attempts\/([^/?#]+)/.exec(page.url())?.[1] ?? "";
  const { recordings } = z
    .object({ recordings: z.array(z.object({ terminal: z.string() })) })
    .parse(await (await fetch(`${current.url}/api/attempts/${attempt}/recordings`)).json());
  const [recording] = recordings;
  const cast = await (
    await fetch(`${current.url}/api/attempts/${attempt}/terminals/${recording?.terminal}/recording.cast`)
  ).text();
  const text = cast
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => z.tuple([z.number(), z.string(), z.string()]).parse(JSON.parse(line)))
    .map(([, code, data]) => (code === "o" ? data : ""))
    .join("");
  expect([...text.matchAll(/^line-(\d+)\r?$/gm)].map(([, number]) => Number(number))).toEqual(all);
  await endAll(current);
  await current[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
});

async function endAll({ url }: OwnOrchestrator): Promise<void> {
  const { attempts } = z
    .object({ attempts: z.array(z.object({ id: z.string(), state: z.string() })) })
    .parse(await (await fetch(`${url}/api/attempts`)).json());
  for (const { id, state } of attempts) {
    if (state === "running") await fetch(`${url}/api/attempts/${id}/end`, { method: "POST" });
  }
}
