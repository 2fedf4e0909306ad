// Watching in real browsers: whoever joins at any moment sees what the candidate sees, and can't touch it.
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { seededRandom } from "../../orchestrator/core/draw.ts";
import { ownOrchestrator } from "../../scripts/own-orchestrator.ts";

const WAIT_MS = 60_000;
/** Both viewers join once in each. */
const ROUNDS = 50;
const ROUNDS_MS = 12 * 60_000;
/** The longest wait before a viewer joins, in milliseconds. */
const JOINS_WITHIN_MS = 600;

/** What is going on while they join: what begins it, what it shows then, what is typed into it, and what ends it. */
const scenes = [
  { begins: "seq 60000 | nl", shows: /^ +\d+\s+\d+$/m, more: [], ends: [] },
  {
    begins: "vi /etc/services",
    shows: /"\/etc\/services" \d+L/,
    more: ["12jihello w\u00f6rld", "Escape", ":set number", "Enter"],
    ends: ["Escape", ":q!", "Enter"],
  },
  {
    begins: "for i in $(seq 400); do printf '\\e[3%dm%d \u4e16\u754c \\e[0m\\n' $((i%8)) $i; sleep 0.001; done",
    shows: /\d+ \u4e16\u754c/,
    more: [],
    ends: [],
  },
  { begins: "less -N /etc/services", shows: /Network services/, more: [" ", " "], ends: ["q"] },
  { begins: "ls --color -C /usr/bin; stty size", shows: /^\d+ \d+$/m, more: [], ends: [] },
  { begins: "top -d 30", shows: /PID USER/, more: [], ends: ["q"] },
];
const PROMPT = /^(\{[^}]*\})?root@\S+:~# ?$/m;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.SICKBAY_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => browser.close());

async function open(url: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** All that a terminal shows: the text of each row, with the colours and styles of each piece. */
function looks(page: Page): Promise<string[]> {
  return page.locator(".xterm-rows > div").evaluateAll((rows) =>
    rows.map((row) => {
      const pieces: [string, string][] = [];
      for (const span of row.children) {
        const style = [...span.classList].filter((name) =>
          /^xterm-(fg|bg|bold|dim|italic|underline|strike)/.test(name),
        );
        const { color, backgroundColor } = (span as HTMLElement).style;
        const look = [...style.sort(), color, backgroundColor].join(" ").trim();
        const text = (span.textContent ?? "").replaceAll("\u00a0", " ");
        const last = pieces.at(-1);
        if (last?.[0] === look) last[1] += text;
        else pieces.push([look, text]);
      }
      return pieces
        .map(([look, text]) => (look === "" ? text : `{${look}}${text}`))
        .join("")
        .trimEnd();
    }),
  );
}

function text(page: Page): Promise<string> {
  return looks(page).then((rows) => rows.join("\n").trim());
}

async function type(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (/^(Enter|Escape)$/.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}

it(`shows two viewers that join at ${2 * ROUNDS} random moments the very screen that the candidate has`, {
  timeout: ROUNDS_MS,
}, async () => {
  await using server = await ownOrchestrator({ SICKBAY_LOG_LEVEL: "warn" });
  const owner = await open(server.url, 1440);
  await owner
    .getByRole("button", { name: /^Start: / })
    .first()
    .click({ timeout: WAIT_MS });
  await owner.locator(".xterm.focus").waitFor({ timeout: WAIT_MS });
  await expect.poll(() => text(owner), { timeout: WAIT_MS }).toMatch(PROMPT);
  const address = `${owner.url()}/watch`;
  const viewers = [await open(address, 1440), await open(address, 700)];
  const random = seededRandom(5);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { begins, shows, more, ends } = scenes[round % scenes.length] ?? expect.fail("no scene");
    const joined = viewers.map(async (viewer) => {
      await viewer.waitForTimeout(Math.floor(random() * JOINS_WITHIN_MS));
      await viewer.reload();
    });
    await type(owner, [begins, "Enter"]);
    await expect.poll(() => text(owner), { timeout: WAIT_MS, message: `${begins} shows` }).toMatch(shows);
    await type(owner, more);
    await Promise.all(joined);
    const differ = async () => {
      const [candidate, ...others] = await Promise.all([owner, ...viewers].map(text));
      return others.filter((other) => other !== candidate);
    };
    await expect.poll(differ, { timeout: WAIT_MS, message: `round ${round}, ${begins}: all see the same` }).toEqual([]);
    await type(owner, ends);
    await expect.poll(() => text(owner), { timeout: WAIT_MS, message: `${begins} ended` }).toMatch(PROMPT);
    await type(owner, ["clear", "Enter"]);
    await expect.poll(() => text(owner), { timeout: WAIT_MS, message: "the screen is empty" }).not.toContain("\n");
  }

  const [viewer] = viewers;
  await viewer?.locator(".xterm").click();
  await viewer?.keyboard.type("touch /root/typed");
  await type(owner, ["ls /root/typed; stty size", "Enter"]);
  await expect.poll(() => text(owner), { timeout: WAIT_MS }).toContain("cannot access");
  const id = owner.url().split("/").at(-1) ?? "";
  expect((await fetch(`${server.url}/api/attempts/${id}/end`, { method: "POST" })).ok).toBe(true);
  await viewer?.getByRole("link", { name: "See the result" }).waitFor({ timeout: WAIT_MS });
});
