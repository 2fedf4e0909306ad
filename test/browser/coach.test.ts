// Hints, the coach and the feed of commands on the attempt page, with the API answered inside the browser.
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../../orchestrator/protocol/attempts.ts";
import { coachedAttempt, timelineSoFar, typedNext } from "./coached-attempt.ts";
import type { Orchestrator } from "./fake-api.ts";
import { eventually, orchestrator, pageOpener } from "./open-page.ts";
import { attempt, result } from "./page-data.ts";

const openPage = pageOpener();
const over = { code: "wrong-state", message: "This attempt is over.", remedy: "Start the lab again." } as const;

async function openAttempt(own: Attempt, more: Partial<Orchestrator> = {}, width = 1440) {
  const soFar = { ...result("a2"), attempt: own, timeline: [...timelineSoFar] };
  const known = orchestrator({ attempts: { a2: own }, results: { a2: soFar }, ...more });
  const opened = await openPage("/attempts/a2", known, { viewport: { width, height: 900 } });
  await opened.page.getByRole("button", { name: /^Commands/ }).waitFor();
  return opened;
}

const takeButton = (page: Page) => page.getByRole("button", { name: /^Take a hint/ });
const hints = (page: Page) => page.getByRole("region", { name: "Hints" });
const firstHint = (page: Page) => hints(page).getByRole("listitem").getByText("Ask which process holds what.");
const feed = (page: Page) => page.getByRole("region", { name: /^Commands/ });
const entries = (page: Page) => feed(page).getByRole("listitem").allInnerTexts();
const spoken = (page: Page) => page.getByRole("status").allTextContents();

async function byName(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+Shift+K");
  await page.getByPlaceholder("A lab, a terminal, a command").fill(words);
  await page.keyboard.press("Enter");
}

describe("hints", () => {
  it("name their price before they are taken, and stay listed with it", async () => {
    const { page, errors } = await openAttempt(coachedAttempt("a2"));
    expect(await takeButton(page).innerText()).toMatch(/where to look\s+costs 2.points/);
    await takeButton(page).click();
    await firstHint(page).waitFor();
    await eventually(() => takeButton(page).innerText()).toMatch(/what to look for\s+costs 3.points/);
    await takeButton(page).click();
    await takeButton(page).click();
    await hints(page).getByText("No hint is left.").waitFor();
    expect(await hints(page).getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringMatching(/^Where to look\s+2.points/),
      expect.stringMatching(/^What to look for\s+3.points/),
      expect.stringMatching(/^What it means\s+5.points/),
    ]);
    await hints(page).getByText("10 points in all").waitFor();
    expect(errors).toEqual([]);
  });

  it("cost nothing by accident: a double click or a key held down takes one", async () => {
    const { page } = await openAttempt(coachedAttempt("a2"));
    await takeButton(page).dblclick();
    await hints(page).getByText("2 points in all").waitFor();
    await takeButton(page).focus();
    await page.keyboard.down("Enter");
    await page.keyboard.down("Enter");
    await page.keyboard.down("Enter");
    await hints(page).getByText("5 points in all").waitFor();
    expect(await takeButton(page).innerText()).toContain("what it means");
    expect(await page.evaluate("document.activeElement.innerText")).toContain("Take a hint");
  });

  it("are read out as they come", async () => {
    const { page } = await openAttempt(coachedAttempt("a2"));
    await takeButton(page).click();
    await eventually(() => spoken(page)).toContainEqual(expect.stringMatching(/^Where to look, for 2.points: Files/));
  });

  it("are taken by name, price included, also while the panel is folded", async () => {
    const { page } = await openAttempt(coachedAttempt("a2"));
    await page.keyboard.press("Control+Shift+Comma");
    await page.getByRole("button", { name: "Unfold the panel" }).waitFor();
    await byName(page, "hint (costs 2 points");
    await firstHint(page).waitFor();
    const panel = page.getByRole("complementary");
    const bottom = async (part: Locator) => {
      const box = await part.boundingBox();
      return box ? box.y + box.height : 0;
    };
    await eventually(async () => (await bottom(firstHint(page))) < (await bottom(panel))).toBe(true);
  });

  it("that are refused say that nothing was taken, and why", async () => {
    const { page, known, api } = await openAttempt(coachedAttempt("a2", 1), { refusals: { hints: over } });
    await takeButton(page).click();
    await page.getByRole("alert").getByText("No hint was taken. This attempt is over.").waitFor();
    expect(await hints(page).getByRole("listitem").count()).toBe(1);
    const ended = { ...coachedAttempt("a2", 1), state: "ended" as const, endedAtMs: 0, nextHint: null };
    known.attempts.a2 = ended;
    api.tell(ended);
    await page.getByRole("link", { name: "See the result" }).waitFor();
    expect(await takeButton(page).count()).toBe(0);
    await firstHint(page).waitFor();
  });

  it("and the coach are not offered where the lab does not say how it is diagnosed", async () => {
    const { page } = await openAttempt(attempt("a2"));
    await feed(page).getByText("journalctl -u checkout -f").waitFor();
    expect(await hints(page).count()).toBe(0);
    expect(await page.getByRole("switch").count()).toBe(0);
    await page.keyboard.press("Control+Shift+K");
    await page.getByPlaceholder("A lab, a terminal, a command").fill("coach");
    await page.getByText("Nothing has that name.").waitFor();
  });
});

describe("the coach", () => {
  it("is off until it is switched on, and then marks the command that shows evidence", async () => {
    const { page, api, errors } = await openAttempt(coachedAttempt("a2"));
    const coach = page.getByRole("switch", { name: "Coach" });
    expect(await coach.isChecked()).toBe(false);
    await coach.focus();
    await page.keyboard.press("Space");
    await eventually(() => coach.isChecked()).toBe(true);
    api.say(...typedNext("ls -l /proc/*/fd", ["A deleted file is held open"]));
    await eventually(() => entries(page)).toContainEqual(
      expect.stringMatching(/ls -l \/proc\/\*\/fd.*Evidence:.*A deleted file is held open/s),
    );
    await eventually(() => spoken(page)).toContain("Evidence: A deleted file is held open");
    await coach.click({ force: true });
    await eventually(() => entries(page)).not.toContainEqual(expect.stringContaining("Evidence"));
    expect(errors).toEqual([]);
  });

  it("keeps its last mark in view while other commands follow, and counts on the folded panel", async () => {
    const { page, api } = await openAttempt(coachedAttempt("a2", 0, { coach: true }));
    api.say({ type: "evidence", command: "c3", labels: ["/var/log is full"] });
    await eventually(() => entries(page)).toContainEqual(expect.stringMatching(/df -h.*\/var\/log is full/s));
    api.say(...typedNext("uptime", []));
    await eventually(() => entries(page)).toHaveLength(2);
    await page.keyboard.press("Control+Shift+Comma");
    await page.getByRole("complementary", { name: "Folded panel" }).getByText("1 command showed evidence").waitFor();
  });

  it("is switched by name", async () => {
    const { page } = await openAttempt(coachedAttempt("a2"));
    await byName(page, "turn the coach on");
    await eventually(() => page.getByRole("switch", { name: "Coach" }).isChecked()).toBe(true);
    await byName(page, "turn the coach off");
    await eventually(() => page.getByRole("switch", { name: "Coach" }).isChecked()).toBe(false);
  });

  it("that can't be switched stays as it was and says why, also from the folded panel", async () => {
    const { page } = await openAttempt(coachedAttempt("a2"), { refusals: { coach: over } });
    await page.keyboard.press("Control+Shift+Comma");
    await byName(page, "coach");
    await page.getByRole("alert").getByText("The coach stays off. This attempt is over.").waitFor();
    expect(await page.getByRole("switch", { name: "Coach" }).isChecked()).toBe(false);
  });
});

describe("the feed of commands", () => {
  it("shows the newest one, and all of them with machine, exit status and duration when it is unfolded", async () => {
    const { page, api } = await openAttempt(attempt("a2"));
    api.say(...typedNext("uptime", []));
    await eventually(() => entries(page)).toEqual([expect.stringMatching(/checkout-1.*03:10.*uptime/s)]);
    await page.getByRole("button", { name: "Commands 10" }).click();
    const all = await entries(page);
    expect(all).toHaveLength(11);
    expect(all).toContainEqual(expect.stringMatching(/^orders-db.*psql -c/s));
    expect(all).toContainEqual(expect.stringMatching(/systemctl status checkout\s+exit 3/));
    expect(all).toContainEqual(expect.stringMatching(/sort -h \| tail\s+2\.3.s$/));
    expect(all).toContainEqual(expect.stringMatching(/df -h$/));
    expect(all).toContainEqual(expect.stringMatching(/journalctl -u checkout -f\s+running/));
  });

  it("says what the capture could not see", async () => {
    const { page } = await openAttempt(attempt("a2"));
    await page.getByRole("button", { name: /^Commands/ }).click();
    await feed(page).getByText("A shell on checkout-1 went on without telling its commands.").waitFor();
    await feed(page).getByText("41 KiB of its output are left out.").waitFor();
    await feed(page).getByText("the shell did not tell what was typed").waitFor();
  });

  it("says that commands are missing where they could not be read, and reads them again", async () => {
    const { page, api, known } = await openAttempt(attempt("a2"), { results: {} });
    await feed(page).getByText("Some commands could not be read.").waitFor();
    api.say(...typedNext("uptime", []));
    await eventually(() => entries(page)).toHaveLength(1);
    await feed(page).getByText("Some commands could not be read.").waitFor();
    known.results.a2 = { ...result("a2"), timeline: [...timelineSoFar] };
    await feed(page).getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Commands 10" }).waitFor();
    await eventually(() => feed(page).getByText("Some commands could not be read.").count()).toBe(0);
  });

  it("leaves a phone's page and shell as wide as the screen, and counts evidence beside the shell", async () => {
    const { page, api } = await openAttempt(coachedAttempt("a2", 2, { coach: true }), {}, 390);
    await page.getByRole("button", { name: /^Commands/ }).click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.getByText("Shell", { exact: true }).click();
    api.say(...typedNext("lsof +L1", ["A deleted file is held open"]));
    await page.getByText("1 command showed evidence").first().waitFor();
  });
});
