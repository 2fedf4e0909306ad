// The result page of an attempt whose path was judged, in a real browser.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { judgedResult, outputs } from "./judged-result.ts";
import { eventually, orchestrator, pageOpener, phone, shown } from "./open-page.ts";

const openPage = pageOpener();

describe("a result whose path was judged", () => {
  const judged = (more: Parameters<typeof judgedResult>[1] = {}) =>
    orchestrator({ results: { a2: judgedResult("a2", more) }, outputs });
  const timeline = (page: Page) => page.getByRole("group", { name: /^Timeline/ });
  const reading = (page: Page) => page.getByRole("figure").locator("figcaption");

  it("reads in order: sentence, picture, score, what to do differently, debrief", async () => {
    const { page, errors } = await openPage("/attempts/a2/result", judged());
    await page
      .getByRole("heading", { level: 1, name: /^Fixed\. You found the cause in 4.min 10.s, after one guess\.$/ })
      .waitFor();
    await eventually(() => page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
      "Replay",
      "Score",
      "One thing to do differently",
      "Suspects",
      "Evidence",
      "What could not be seen",
      "Your path, and an expert's",
      "What the checks saw",
      "Debrief",
      "Reference solutions",
      "Commands",
      "The incident, as you would tell it",
      "Your notes",
    ]);
    expect(errors).toEqual([]);
  });

  it("names the moments of the incident on the picture", async () => {
    const { page } = await openPage("/attempts/a2/result", judged());
    await eventually(() =>
      timeline(page).getByRole("list", { name: "Moments" }).getByRole("listitem").allTextContents(),
    ).toEqual(["detected 00:08", "hint 02:40", "diagnosed 04:10", "mitigated, resolved 06:06"]);
  });

  it("begins with what showed the cause, and shows a command with its output when it is pointed at", async () => {
    const { page } = await openPage("/attempts/a2/result", judged());
    await reading(page).getByText("kill -HUP $(cat /var/run/checkout.pid)").waitFor();
    await timeline(page).getByRole("link", { name: "00:58 df -h /var/log" }).hover();
    await reading(page).getByText("/dev/loop3").waitFor();
    await reading(page).getByText("The file system of the logs is full.").waitFor();
    await timeline(page).getByRole("link", { name: "02:51 du -xsh /var/log" }).click();
    await eventually(() => new URL(page.url()).hash).toBe("#command-c10");
  });

  it("is one stop for the keyboard: arrows go through its pieces, Enter leads to the command", async () => {
    const { page } = await openPage("/attempts/a2/result", judged());
    await timeline(page)
      .getByRole("link", { name: /^04:10 showed/ })
      .focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    await reading(page).getByText("vim /etc/logrotate.d/checkout").waitFor();
    expect(await timeline(page).locator("a[tabindex='0']").count()).toBe(1);
    await page.keyboard.press("Enter");
    await eventually(() => new URL(page.url()).hash).toBe("#command-c15");
    await page
      .getByRole("table")
      .getByRole("button", { name: "vim /etc/logrotate.d/checkout", expanded: true })
      .waitFor();
  });

  it("shows with the first tap, and follows with the second", async () => {
    const { page } = await openPage("/attempts/a2/result", judged(), { ...phone, hasTouch: true });
    const guess = timeline(page).getByRole("link", { name: /^01:32 a change before the cause was seen/ });
    await guess.tap();
    await reading(page).getByText("a change before the cause was seen").waitFor();
    expect(new URL(page.url()).hash).toBe("");
    await guess.tap();
    await eventually(() => new URL(page.url()).hash).toBe("#command-c6");
  });

  it("opens a part of the score to why, and to the commands that made it", async () => {
    const { page } = await openPage("/attempts/a2/result", judged());
    const part = page.getByRole("group").filter({ has: page.getByText("Discipline", { exact: true }) });
    await part.locator("summary").click();
    await part.getByText("You made 2 changes before you had seen the cause.").waitFor();
    await part.getByRole("link", { name: "rm -f /var/log/checkout/archive-2025-10.log", exact: true }).click();
    const row = page.getByRole("table").getByRole("button", { name: /^rm -f/, expanded: true });
    await row.waitFor();
    await eventually(async () => (await row.boundingBox())?.y).toBeLessThan(900);
  });

  it("says what ruled each suspect out, and which evidence was never seen", async () => {
    const { page } = await openPage("/attempts/a2/result", judged());
    const suspect = page.getByRole("listitem").filter({ hasText: "No inodes left" });
    await suspect.getByText("There are inodes left.").waitFor();
    await suspect.getByText("03:18").waitFor();
    await page.getByRole("row", { name: /^never The rotation's error went to cron's mail\./ }).waitFor();
  });

  it("is found again by the address of a command", async () => {
    const { page } = await openPage("/attempts/a2/result#command-c12", judged());
    await page.getByRole("table").getByRole("button", { name: "lsof +L1", expanded: true }).waitFor();
  });

  it("stands with a report in which nothing was seen", async () => {
    const base = judgedResult("a2");
    if (!base.report) throw new Error("The result is not judged.");
    const report = {
      ...base.report,
      total: 0,
      evidence: base.report.evidence.map((piece) => ({ ...piece, command: null, atMs: null })),
      suspects: base.report.suspects.map((suspect) => ({ ...suspect, ruledOutBy: null, ruledOutAtMs: null })),
      changes: [],
      commands: [],
      times: { detectMs: null, diagnoseMs: null, mitigateMs: null, resolveMs: null },
      unverified: [],
      advice: null,
    };
    const nothing = judged({ report, commands: [], checks: [], timeline: [], outcome: null });
    const { page, errors } = await openPage("/attempts/a2/result", nothing);
    await shown(page, /None of 8.suspects was ruled out\./);
    await shown(page, "No command was typed.");
    expect(errors).toEqual([]);
  });

  it("does not scroll sideways on a screen 390 px wide, its parts opened", async () => {
    const { page } = await openPage("/attempts/a2/result", judged(), phone);
    await page.getByRole("heading", { name: "Evidence" }).waitFor();
    for (const part of await page.locator("details > summary").all()) await part.click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});
