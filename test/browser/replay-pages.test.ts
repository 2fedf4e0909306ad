// The replay of recorded terminals on the result page, and their files in asciinema's player alone, in a real browser.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { castLines } from "../../orchestrator/terminal/recording/cast.ts";
import { judgedResult, outputs } from "./judged-result.ts";
import { eventually, orchestrator, pageOpener, phone, shown } from "./open-page.ts";
import { playCast } from "./play-cast.ts";
import { recorded } from "./recorded.ts";

const openPage = pageOpener();
const result = judgedResult("a2");
const whole = await recorded(result, outputs);
const known = (more: Partial<Parameters<typeof orchestrator>[0]> = {}) =>
  orchestrator({ results: { a2: result }, outputs, recorded: { a2: whole }, ...more });

const replayOf = (page: Page) => page.getByRole("group", { name: "Recording" });
const screen = (page: Page, name: string) =>
  replayOf(page).getByRole("img", { name: `The screen of ${name}`, exact: true });
/** How far the replay is, in seconds of the attempt. */
const seconds = async (page: Page) =>
  (Number(await replayOf(page).getByRole("slider", { name: "Time" }).inputValue()) -
    (result.attempt.startedAtMs ?? 0)) /
  1000;
const play = (page: Page) => replayOf(page).getByRole("button", { name: "Play" }).click();
const pause = (page: Page) => replayOf(page).getByRole("button", { name: "Pause" }).click();

describe("the replay of a result", () => {
  it("has its line of time from the start, and loads player and recordings once they are wanted", async () => {
    const { page, errors } = await openPage("/attempts/a2/result", known());
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await replayOf(page).getByText("Before the first command").waitFor();
    expect(await replayOf(page).getByRole("img").count()).toBe(0);
    await play(page);
    await screen(page, "checkout-1").getByText("root@checkout-1").first().waitFor();
    expect(asked.filter((url) => url.endsWith("recording.cast"))).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("plays all terminals to the end on one clock, each with its own screen", async () => {
    const { page, errors } = await openPage("/attempts/a2/result", known());
    await replayOf(page).getByLabel("Speed").selectOption("8");
    await replayOf(page).getByLabel("Pauses").selectOption({ label: "cut to 1 s" });
    await play(page);
    await replayOf(page).getByRole("button", { name: "Pause" }).waitFor();
    await replayOf(page).getByRole("button", { name: "Play" }).waitFor();
    expect(await seconds(page)).toBeGreaterThan(360);
    await screen(page, "checkout-1").getByText("201").waitFor();
    await screen(page, "checkout-1 (2)").getByText("watch -n1 df -h /var/log").waitFor();
    expect(await screen(page, "checkout-1 (2)").innerText()).not.toContain("lsof");
    await replayOf(page).getByText("Check: fixed").waitFor();
    expect(errors).toEqual([]);
  });

  it("goes to a command that is clicked in the picture, and plays from there", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    const picture = page.getByRole("group", { name: /^Timeline/ });
    await picture.getByRole("link", { name: "03:42 lsof +L1" }).click();
    await replayOf(page).getByRole("button", { name: "Pause" }).waitFor();
    await screen(page, "checkout-1").getByText("(deleted)").waitFor();
    await pause(page);
    expect(await seconds(page)).toBeGreaterThanOrEqual(222);
  });

  it("goes where its line of time is clicked, and to the very moment that is clicked nearby", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    const time = replayOf(page).getByRole("slider", { name: "Time" });
    const { width } = (await time.boundingBox()) ?? { width: 0 };
    const lengthMs = Number(await time.getAttribute("max")) - Number(await time.getAttribute("min"));
    await time.click({ position: { x: width / 2, y: 16 } });
    await eventually(() => seconds(page)).toBeCloseTo(lengthMs / 2000, -1);
    const check = whole.views[0]?.markers.find(({ kind }) => kind === "check") ?? expect.fail("no check is recorded");
    const at = check.atMs - (result.attempt.startedAtMs ?? 0);
    await time.hover({ position: { x: (at / lengthMs) * width + 3, y: 16 } });
    await replayOf(page).getByText(check.label).waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await eventually(() => seconds(page)).toBe(at / 1000);
    await screen(page, "checkout-1").getByText("root@checkout-1").first().waitFor();
  });

  it("goes to a command from its place in the table, back to one that was before", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    const table = page.getByRole("table").filter({ hasText: "Took" });
    for (const line of ["lsof +L1", "df -h /var/log"]) {
      await table.getByRole("button", { name: line, exact: true }).first().click();
    }
    await table.getByRole("button", { name: "Replay from here" }).last().click();
    await screen(page, "checkout-1").getByText("(deleted)").waitFor();
    await table.getByRole("button", { name: "Replay from here" }).first().click();
    await eventually(() => screen(page, "checkout-1").innerText()).not.toContain("(deleted)");
    await screen(page, "checkout-1").getByText("100% /var/log").first().waitFor();
  });

  it("is moved by keys: to commands and facts, by output, by seconds", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    await replayOf(page).focus();
    await page.keyboard.press("]");
    await eventually(() => seconds(page)).toBe(8);
    await screen(page, "checkout-1").getByText("curl -si -X POST").waitFor();
    await page.keyboard.press(".");
    await eventually(() => seconds(page)).toBeCloseTo(8.061, 3);
    await screen(page, "checkout-1").getByText("HTTP/1.1 500").waitFor();
    await page.keyboard.press(",");
    await eventually(() => screen(page, "checkout-1").innerText()).not.toContain("HTTP/1.1 500");
    await page.keyboard.press("ArrowRight");
    await eventually(() => seconds(page)).toBe(13);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("[");
    await eventually(() => seconds(page)).toBe(0);
    await page.keyboard.press("?");
    await page.getByText("last, next command, fact or check").waitFor();
    await page.keyboard.press(" ");
    await replayOf(page).getByRole("button", { name: "Pause" }).waitFor();
  });

  it("shows pauses in full where that is chosen", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    await replayOf(page).focus();
    // Between the second fact and the next command nothing is written for some seconds.
    for (let marker = 0; marker < 3; marker += 1) await page.keyboard.press("]");
    await replayOf(page).getByLabel("Pauses").selectOption({ label: "in full" });
    await replayOf(page).getByLabel("Speed").selectOption("4");
    const before = await seconds(page);
    await play(page);
    await eventually(() => seconds(page)).toBeGreaterThan(before + 4);
    await pause(page);
  });

  it("says what is missing of a recording that is not whole", async () => {
    const cut = { a2: await recorded(result, outputs, { lost: true }) };
    const { page } = await openPage("/attempts/a2/result", known({ recorded: cut }));
    await play(page);
    await shown(page, /^Not whole: 4096 bytes were lost while Sickbay was away \(00:41\)\.$/);
  });

  it("says so where nothing was recorded, and then the picture leads to the table", async () => {
    const { page } = await openPage("/attempts/a2/result", known({ recorded: {} }));
    await shown(page, "Nothing was recorded of this attempt, so there is nothing to replay.");
    const picture = page.getByRole("group", { name: /^Timeline/ });
    await picture.getByRole("link", { name: "03:42 lsof +L1" }).click();
    await eventually(() => new URL(page.url()).hash).toBe("#command-c12");
  });

  it("says what failed, and tries again", async () => {
    const refusal = {
      code: "not-found",
      message: "Nothing is recorded of this terminal.",
      remedy: "Choose one.",
    } as const;
    const world = known({ refusals: { terminals: refusal } });
    const { page } = await openPage("/attempts/a2/result", world);
    await play(page);
    await replayOf(page).getByRole("alert").getByText("Nothing is recorded of this terminal.").waitFor();
    world.refusals = {};
    await replayOf(page).getByRole("button", { name: "Try again" }).click();
    await screen(page, "checkout-1").getByText("root@checkout-1").first().waitFor();
  });

  it("shows one terminal at a time on a phone, without scrolling the page sideways", async () => {
    const { page } = await openPage("/attempts/a2/result", known(), phone);
    await play(page);
    await screen(page, "checkout-1").waitFor();
    expect(await replayOf(page).getByRole("img").count()).toBe(1);
    await replayOf(page).getByText("checkout-1 (2)", { exact: true }).first().click();
    await screen(page, "checkout-1 (2)").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });

  it("fills the screen and comes back", async () => {
    const { page } = await openPage("/attempts/a2/result", known());
    await replayOf(page).getByRole("button", { name: "Full screen" }).click();
    await eventually(() => page.evaluate("document.fullscreenElement?.getAttribute('aria-label')")).toBe("Recording");
    await page.keyboard.press("f");
    await eventually(() => page.evaluate("document.fullscreenElement")).toBe(null);
  });
});

describe("the file of a recording in asciinema's player", () => {
  it("plays to its end with each of its markers", async () => {
    const { page } = await openPage("/", known());
    for (const { terminal, markers } of whole.views) {
      const played = await playCast(page, whole.files[terminal] ?? "");
      expect(played.passed).toEqual(markers.map(({ label }) => label));
      expect(played.drawn).toBe(markers.length);
    }
    expect((await playCast(page, whole.files.t1 ?? "")).screen).toContain("201");
  });

  it("is not held up by counts of 2147483647", async () => {
    const { page } = await openPage("/", known());
    const hostile = [..."bLMSTIZ@PX"].map((final) => `a\x1b[2147483647${final}`).join("");
    const entries = (async function* () {
      yield { kind: "output", atMs: 1000, bytes: Buffer.from(`${hostile}\x1b[2J\x1b[Hafter`) } as const;
    })();
    const options = { title: "", nonce: "n", openedAtMs: 0, size: { cols: 80, rows: 24 }, markers: [], exit: null };
    let file = "";
    for await (const line of castLines(entries, options)) file += line;
    expect((await playCast(page, file)).screen).toContain("after");
  });
});
