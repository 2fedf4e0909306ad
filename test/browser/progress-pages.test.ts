// The states of the page of a person's progress, in a real browser with the API answered inside it.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Orchestrator } from "./fake-api.ts";
import { eventually, orchestrator, pageOpener, shown, titles } from "./open-page.ts";
import { progress, progressOfNone, progressOfOne, progressUnscored, progressWithoutLabs } from "./progress-data.ts";

const openPage = pageOpener();

describe("progress", () => {
  const open = (told: Orchestrator["progress"], attempts = {}) =>
    openPage("/progress", orchestrator({ progress: told, ...attempts }));
  /** What a component's row says. */
  const figures = (page: Page, component: RegExp) => page.getByRole("row", { name: component }).innerText();

  it("is reached from the header and by name, and opens with what to take next and why", async () => {
    const { page, errors } = await openPage("/");
    await page.getByRole("link", { name: "Progress" }).click();
    await page.getByRole("heading", { level: 1, name: "Health check green, one in three requests fails" }).waitFor();
    await shown(page, /it is about the network layer, your weakest so far/);
    await page.getByRole("link", { name: "Labs", exact: true }).click();
    await page.getByRole("article").first().waitFor();
    await page.keyboard.press("Control+K");
    await page.getByPlaceholder("A lab, a terminal, a command").fill("weakest");
    await page.keyboard.press("Enter");
    await shown(page, /Nothing is sent anywhere/);
    expect(errors).toEqual([]);
  });

  it("starts the next lab with one button", async () => {
    const { page } = await open(progress);
    await page.getByRole("button", { name: "Start: Health check green" }).first().click();
    await page.waitForURL("**/attempts/a2");
  });

  it("says why a lab did not start", async () => {
    const { page, known } = await open(progress, { attempts: {} });
    await page.getByRole("button", { name: "Start: Health check green" }).first().click();
    expect(known.attempts).toEqual({});
    await page.getByRole("alert").getByText("Add one.").waitFor();
  });

  it("tells each attempt of the trend in words, and leads to its result", async () => {
    const { page } = await open(progress);
    await shown(page, /84 of 100 last time, between 41 and 91 over the last 9.attempts/);
    const last = page.getByRole("link", { name: /25 Nov 2025: Every call to the price service.*, 84 of 100/ });
    expect(await last.getAttribute("href")).toBe("/attempts/p8/result");
    await last.focus();
    await shown(page, /^25 Nov 2025: Every call/);
  });

  it("shows what was earned of each component, before and now", async () => {
    const { page } = await open(progress);
    expect(await figures(page, /^Discipline/)).toMatch(/67.%\s+72.%/);
    await page.getByRole("img", { name: /^9.attempts, oldest first: 10.%, 40.%/ }).waitFor();
  });

  it("names the weakest layer and leads to its labs", async () => {
    const { page } = await open(progress);
    await page.getByRole("link", { name: "Labs at the network layer" }).click();
    await eventually(() => titles(page)).toEqual([
      "Health check green, one in three requests fails",
      "Every call to the price service takes five seconds",
    ]);
  });

  it("has the labs with the best total, and resumes the one under way", async () => {
    const { page } = await open(progress);
    await shown(page, "3 of 5 solved.");
    const first = page.getByRole("region", { name: "Labs" }).getByRole("listitem").first();
    expect((await first.innerText()).replaceAll(/\s+/g, " ")).toBe(
      "Solved: Checkout answers 500 for every order level 2, process, OS best 86 Start",
    );
    const resume = page.getByRole("link", { name: "Resume: Requests time out while the database is idle" });
    expect(await resume.getAttribute("href")).toBe("/attempts/a2");
  });

  it("has a plan of two weeks and one of six, by day, with the reason for each lab", async () => {
    const { page } = await open(progress);
    const plan = page.getByRole("region", { name: "Plan" });
    await plan.getByText("Today", { exact: true }).waitFor();
    await plan.getByText("Sat 29 Nov").waitFor();
    expect(await plan.getByRole("listitem").first().innerText()).toMatch(/new, 20.min/);
    expect(await plan.getByRole("heading", { level: 3 }).allTextContents()).toEqual([
      "26 Nov to 2 Dec",
      "3 Dec to 9 Dec",
    ]);
    await plan.getByText(/6.weeks/).click();
    await plan.getByRole("heading", { name: "31 Dec to 6 Jan" }).waitFor();
  });

  it("of a beginner is a lab to begin with and a plan, and says what will stand there", async () => {
    const { page } = await open(progressOfNone);
    await shown(page, "A good one to begin with: level 2, about 20 minutes.");
    await page.getByRole("heading", { name: "No attempt has ended yet" }).waitFor();
    expect(
      await page.getByRole("region").evaluateAll((all) => all.map((one) => (one.textContent ?? "").slice(0, 4))),
    ).toEqual(["Plan"]);
  });

  it("after one attempt shows no trend and no weakest layer", async () => {
    const { page } = await open(progressOfOne);
    await shown(page, "41 of 100 in the one attempt that was scored so far.");
    await shown(page, "The weakest is named once two layers have two attempts each.");
    expect(await figures(page, /^Evidence/)).toMatch(/–\s+40.%/);
  });

  it("without a score says so, and still counts what was solved", async () => {
    const { page } = await open(progressUnscored);
    await page.getByRole("heading", { name: "No attempt was scored yet" }).waitFor();
    await shown(page, "2 of 5 solved.");
    expect(await page.getByText("not scored").count()).toBe(2);
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("without a lab says where labs come from", async () => {
    const { page } = await open(progressWithoutLabs);
    await page.getByRole("heading", { level: 1, name: "There are no labs to practise yet" }).waitFor();
  });

  it("that could not be read says so, and is tried again", async () => {
    const { page, known } = await open({ code: "no-engine", message: "No answer here.", remedy: "Start it." });
    await shown(page, "No answer here.");
    known.progress = progress;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Components" }).waitFor();
  });
});
