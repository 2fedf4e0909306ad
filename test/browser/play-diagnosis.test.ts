// Two people mend the same machine; the reports tell them apart. A real server, real machines, a real browser.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { drawnFor } from "./drawn.ts";
import { playRoom } from "./play-room.ts";

const { visit, labOf } = playRoom();

describe("the report of disk-full-logs", () => {
  it("shows an expert what each look told, and that the cause was known before anything was changed", async () => {
    const { player, dataFolder } = await visit();
    const { page } = player;
    const { expert } = await drawnFor(await player.start(labOf("disk-full-logs").title), dataFolder);
    await player.type(expert);
    await player.check(/^Fixed/);
    await player.finish();

    expect(await player.sentence()).toMatch(/^Fixed\. You found the cause in .* s, without a guess\.$/);
    expect(await totalOf(page)).toBeGreaterThanOrEqual(90);
    const discipline = await open(page, "Discipline");
    expect(await discipline.innerText()).toContain("You changed nothing before you had seen the cause.");
    const evidence = page.getByRole("region", { name: "Evidence" });
    expect(await evidence.innerText()).toContain("An order is answered with 500");
    await page.getByRole("region", { name: "Your path, and an expert's" }).waitFor();
    const seen = await evidence.locator("[data-seen=true]").count();
    expect(await player.replay()).toEqual({ command: expert.length, check: 1, evidence: seen });
  });

  it("shows one who guessed what the guesses cost, and one thing to do differently", async () => {
    const { player, dataFolder } = await visit();
    const { page } = player;
    const { params } = await drawnFor(await player.start(labOf("disk-full-logs").title), dataFolder);
    const { service } = params;
    await player.type([
      `systemctl restart ${service}`,
      "df -h /",
      `chmod -R 777 /var/log/${service}`,
      `systemctl restart ${service}`,
      "df -h /",
      "df -h /",
      `systemctl restart ${service}`,
      `rm -rf /var/log/${service}/*`,
      `systemctl restart ${service}`,
    ]);
    await player.check(/^(Not fixed|The symptom is hidden)/);
    await player.giveUp();

    expect(await player.sentence()).toMatch(/the cause was never seen\.$/);
    expect(await totalOf(page)).toBeLessThan(45);
    const discipline = await open(page, "Discipline");
    const line = `chmod -R 777 /var/log/${service}`;
    await discipline.getByRole("link", { name: line }).first().click();
    await page.getByRole("row", { name: line }).and(page.locator("[data-chosen=true]")).waitFor();
    const safety = await open(page, "Safety");
    expect(await safety.innerText()).toMatch(/destroyed something, or could have/);
    const advice = page.getByRole("region", { name: "One thing to do differently" });
    expect(await advice.innerText()).toMatch(/Most was lost in [a-z ]+: \d+\.\d points\./);
  });
});

async function totalOf(page: Page): Promise<number> {
  const score = page.getByRole("region", { name: "Score" });
  const [, total] = /(\d+) of 100/.exec(await score.innerText()) ?? [];
  return Number(total);
}

/** Opens the bar of one part of the score. */
async function open(page: Page, name: string) {
  const part = page.getByRole("group").filter({ has: page.getByText(name, { exact: true }) });
  await part.locator("summary").click();
  return part;
}
