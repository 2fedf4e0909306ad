// The terminal on a phone: a row of the keys that its keyboard lacks.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually, orchestrator, pageOpener, phone } from "./open-page.ts";
import { focused, rows } from "./terminal-page.ts";

const openPage = pageOpener();
const touch = { ...phone, hasTouch: true, isMobile: true };

/** The shell on a phone, with the focus in the terminal as a tap gives it. */
async function open(screen = "# ", options = touch) {
  const opened = await openPage("/attempts/a2", orchestrator({ screen }), options);
  const { page, api } = opened;
  await page.getByText("Shell", { exact: true }).tap();
  await page.locator(".xterm-screen:visible").tap();
  await eventually(() => focused(page)).toBe("Terminal checkout-1");
  return { ...opened, typed: () => api.typedInto("t1") };
}

const keys = (page: Page) => page.getByRole("toolbar", { name: "Terminal keys" });
const key = (page: Page, name: string) => keys(page).getByRole("button", { name, exact: true });

describe("the key row of a touch screen", () => {
  it("types what the keyboard lacks, and leaves the keyboard up", async () => {
    const { page, typed } = await open();
    for (const name of ["Esc", "Tab", "Up", "Pipe", "Page down", "Control C"]) await key(page, name).tap();
    await eventually(typed).toBe("\x1b\t\x1b[A|\x1b[6~\x03");
    expect(await focused(page)).toBe("Terminal checkout-1");
  });

  it("sends the arrows that vi and less ask for", async () => {
    const { page, typed } = await open("\x1b[?1h");
    await key(page, "Down").tap();
    await eventually(typed).toBe("\x1bOB");
  });

  it("holds Ctrl and Alt for the next key, and after two taps until a third", async () => {
    const { page, typed } = await open();
    await key(page, "Ctrl").tap();
    await key(page, "Ctrl for the next key").waitFor();
    await page.keyboard.type("rr");
    await eventually(typed).toBe("\x12r");
    await key(page, "Alt").tap();
    await key(page, "Left").tap();
    await eventually(typed).toBe("\x12r\x1b[1;3D");
    await key(page, "Ctrl").tap();
    await key(page, "Ctrl for the next key").tap();
    await key(page, "Ctrl until tapped again").waitFor();
    await page.keyboard.type("ab");
    await key(page, "Ctrl until tapped again").tap();
    await page.keyboard.type("c");
    await eventually(typed).toBe("\x12r\x1b[1;3D\x01\x02c");
  });

  it.each([
    ["a phone", touch],
    ["a tablet", { ...touch, viewport: { width: 820, height: 1180 } }],
  ])(
    "has keys wide enough for a finger on %s, and nothing makes the page wider than its screen",
    async (_, options) => {
      const opened = await openPage("/attempts/a2", orchestrator(), options);
      const { page } = opened;
      if (options === touch) await page.getByText("Shell", { exact: true }).tap();
      await keys(page).waitFor();
      for (const button of await keys(page).getByRole("button").all()) {
        const box = await button.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    },
  );

  it("is not there where there is a keyboard", async () => {
    const { page } = await openPage("/attempts/a2");
    await page.locator(".xterm").first().waitFor();
    expect(await keys(page).count()).toBe(0);
  });
});

describe("a finger on the terminal", () => {
  /** Moves it up or down by px over the middle of the screen. */
  async function swipe(page: Page, byPx: number): Promise<void> {
    const cdp = await page.context().newCDPSession(page);
    const at = (y: number) => [{ x: 180, y }];
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(400) });
    for (let step = 1; step <= 10; step += 1) {
      await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(400 + (byPx * step) / 10) });
    }
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await cdp.detach();
  }

  it("scrolls what is above the screen into view, and back", async () => {
    const { page } = await open(Array.from({ length: 200 }, (_, at) => `line ${at}\r\n`).join(""));
    const first = async () => Number(/\d+/.exec((await rows(page, "checkout-1")).at(0) ?? "")?.[0]);
    const before = await first();
    await swipe(page, 300);
    await eventually(async () => before - (await first())).toBeGreaterThan(5);
    await swipe(page, -350);
    await eventually(first).toBe(before);
  });

  it("scrolls a program that fills the screen as a wheel does", async () => {
    const { page, typed } = await open("\x1b[?1049h\x1b[?1hfilled");
    await swipe(page, -100);
    await eventually(typed).toContain("\x1bOB");
    expect(typed().replaceAll("\x1bOB", "")).toBe("");
  });

  it("selects a word by a long press, to be copied", async () => {
    const { page } = await open("word and more");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    // What a long press tells a page.
    await page.locator(".xterm-screen:visible").click({ button: "right", position: { x: 10, y: 8 } });
    await page.getByRole("button", { name: /^More for/ }).tap();
    await page.getByRole("menuitem", { name: "Copy" }).tap();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe("word");
  });
});
