// Search, copy and paste, settings, links and titles of a terminal in a real browser.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eventually, orchestrator, pageOpener } from "./open-page.ts";
import { focused, paste, ready, rows } from "./terminal-page.ts";

const openPage = pageOpener();
const NAME = "checkout-1";
const screenOf = (page: Page) => page.getByRole("tabpanel", { name: NAME, exact: true }).locator(".xterm-screen");

/** Lines above what the screen has room for, three of which have something to look for. */
const log = Array.from({ length: 200 }, (_, at) => `line ${at}${at % 90 === 10 ? " Needle" : ""}\r\n`).join("");

/** A page on which a terminal shows a text, with the clipboard allowed. */
async function open(screen: string) {
  const opened = await openPage("/attempts/a2", orchestrator({ screen }));
  await opened.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ready(opened);
  return opened;
}

/** The log, drawn to its end: a search in half of it chooses a hit that is not the newest of the whole. */
async function openLog() {
  const opened = await open(log);
  await eventually(() => rows(opened.page, NAME)).toContain("line 199");
  return opened;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const typed = (api: { typedInto(terminal: string): string }) => api.typedInto("t1");

async function flip(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Terminal settings" }).click();
  await page.getByRole("switch", { name }).click();
  await page.keyboard.press("Escape");
}

describe("the search", () => {
  it("finds what stands on the screen and above it, from the newest up, by keys alone", async () => {
    const { page } = await openLog();
    await page.keyboard.press("Control+Shift+F");
    const search = page.getByRole("search", { name: `Search in ${NAME}` });
    await eventually(() => focused(page)).toBe("Search for");
    await page.keyboard.type("needle");
    const count = search.getByRole("status");
    await eventually(() => count.textContent()).toBe("3 of 3");
    await page.keyboard.press("Enter");
    await eventually(() => count.textContent()).toBe("2 of 3");
    await page.keyboard.press("Enter");
    await eventually(() => count.textContent()).toBe("1 of 3");
    await eventually(() => rows(page, NAME)).toContain("line 10 Needle");
    await page.keyboard.press("Shift+Enter");
    await eventually(() => count.textContent()).toBe("2 of 3");
    await page.keyboard.press("Escape");
    await eventually(() => focused(page)).toBe(`Terminal ${NAME}`);
    await page.keyboard.press("Control+Shift+C");
    await eventually(() => clipboard(page)).toBe("Needle");
  });

  it("minds case and takes regular expressions where that is wanted, and says what is none", async () => {
    const { page, errors } = await openLog();
    await page.keyboard.press("Control+Shift+F");
    await page.keyboard.type("needle");
    const search = page.getByRole("search", { name: `Search in ${NAME}` });
    const count = search.getByRole("status");
    await eventually(() => count.textContent()).toBe("3 of 3");
    await search.getByRole("button", { name: "Match case" }).click();
    await eventually(() => count.textContent()).toBe("none");
    await search.getByRole("button", { name: "Regular expression" }).click();
    await search.getByRole("textbox").fill("line 1[01]0( Needle");
    await eventually(() => count.textContent()).toBe("not complete");
    await search.getByRole("textbox").fill("line 1[01]0( Needle)?$");
    await eventually(() => count.textContent()).toBe("2 of 2");
    expect(errors).toEqual([]);
  });
});

describe("copy and paste", () => {
  it("go by the keys of desktop terminals, and Ctrl-C and Ctrl-V go to the shell", async () => {
    const { page, api } = await open("word and more");
    await screenOf(page).dblclick({ position: { x: 10, y: 8 } });
    await page.keyboard.press("Control+Shift+C");
    await eventually(() => clipboard(page)).toBe("word");
    await page.keyboard.press("Control+Shift+V");
    await eventually(() => typed(api)).toBe("word");
    await page.keyboard.press("Shift+Insert");
    await eventually(() => typed(api)).toBe("wordword");
    await page.keyboard.press("Control+C");
    await page.keyboard.press("Control+V");
    await eventually(() => typed(api)).toBe("wordword\x03\x16");
  });

  it("copy what is selected at once, where that is set", async () => {
    const { page } = await open("word and more");
    await flip(page, "What is selected is copied");
    await screenOf(page).dblclick({ position: { x: 10, y: 8 } });
    await eventually(() => clipboard(page)).toBe("word");
  });

  it("say what to do where the browser refuses", async () => {
    const { page } = await open("word and more");
    await page.evaluate(() => {
      const refused = () => Promise.reject(new DOMException("Not allowed", "NotAllowedError"));
      Object.defineProperty(navigator, "clipboard", { value: { readText: refused, writeText: refused } });
      document.execCommand = () => false;
    });
    await screenOf(page).dblclick({ position: { x: 10, y: 8 } });
    await page.keyboard.press("Control+Shift+C");
    await page.getByText("The browser did not let this page copy.").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("button", { name: `More for ${NAME}` }).click();
    await page.getByRole("menuitem", { name: "Paste" }).click();
    await page.getByText("The browser did not let this page read the clipboard. Press Ctrl-Shift-V").waitFor();
  });

  it("give a program that asked for it the lines as one, and no way out of the paste", async () => {
    const { page, api } = await open("\x1b[?2004h# ");
    await paste(page, "one\ntwo\x1b[201~\nrm -rf /\n");
    await eventually(() => typed(api)).toBe("\x1b[200~one\rtwo␛[201~\rrm -rf /\r\x1b[201~");
  });

  it("ask before lines that would run one by one, show them, and paste nothing unless told to", async () => {
    const { page, api } = await open("# ");
    await paste(page, "echo one\necho two\n");
    const question = page.getByRole("dialog", { name: "Paste 2 lines, 18 bytes?" });
    await eventually(() => question.getByRole("listitem").allTextContents()).toEqual(["echo one", "echo two"]);
    await eventually(() => focused(page)).toBe("Don't paste");
    await page.keyboard.press("Enter");
    await question.waitFor({ state: "hidden" });
    await eventually(() => focused(page)).toBe(`Terminal ${NAME}`);
    await paste(page, "echo three\necho four\n");
    await page.getByRole("button", { name: "Paste", exact: true }).click();
    await eventually(() => typed(api)).toBe("echo three\recho four\r");
  });

  it("ask no more in this browser once that is chosen, until the settings say otherwise", async () => {
    const { page, api } = await open("# ");
    await paste(page, "a\nb\n");
    await page.getByText("Don't ask again in this browser").click();
    await page.getByRole("button", { name: "Paste", exact: true }).click();
    await eventually(() => focused(page)).toBe(`Terminal ${NAME}`);
    await paste(page, "c\nd\n");
    await eventually(() => typed(api)).toBe("a\rb\rc\rd\r");
    await flip(page, "Ask before many lines are pasted");
    await screenOf(page).click();
    await paste(page, "e\nf\n");
    await page.getByRole("dialog", { name: "Paste 2 lines, 4 bytes?" }).waitFor();
  });
});

describe("the settings", () => {
  it("change the size of the text by keys, tell the shell, and outlive a reload", async () => {
    const { page, api } = await open("# ");
    const size = () =>
      screenOf(page).evaluate((screen) =>
        screen.querySelector(".xterm-rows")?.computedStyleMap().get("font-size")?.toString(),
      );
    await eventually(size).toBe("14px");
    const cols = () => api.sizes.findLast(({ terminal }) => terminal === "t1")?.cols ?? 0;
    await eventually(cols).toBeGreaterThan(0);
    const before = cols();
    for (let times = 0; times < 4; times += 1) await page.keyboard.press("Control+=");
    await eventually(size).toBe("18px");
    await eventually(() => cols() < before).toBe(true);
    await page.reload();
    await eventually(size).toBe("18px");
    await ready({ page });
    await page.keyboard.press("Control+0");
    await eventually(size).toBe("14px");
    await eventually(cols).toBe(before);
  });

  it("give terminals colours of their own, beside a page of the other scheme", async () => {
    const { page } = await open("# ");
    const ground = () =>
      screenOf(page).evaluate((screen) => {
        let at: Element | null = screen;
        while (at && getComputedStyle(at).backgroundColor === "rgba(0, 0, 0, 0)") at = at.parentElement;
        return at ? getComputedStyle(at).backgroundColor : "none";
      });
    const dark = await ground();
    const settings = page.getByRole("dialog", { name: "Terminal settings" });
    await page.getByRole("button", { name: "Terminal settings" }).click();
    await settings.getByRole("radiogroup", { name: "Colours" }).getByText("Light").click();
    await eventually(ground).not.toBe(dark);
    await settings.getByRole("button", { name: "Back to usual" }).click();
    await eventually(ground).toBe(dark);
  });

  it("let a screen reader read the rows", async () => {
    const { page } = await open("first row\r\nsecond row");
    expect(await page.locator(".xterm-accessibility").count()).toBe(0);
    await flip(page, "Speak to a screen reader");
    await page.locator(".xterm-accessibility").getByText("second row").first().waitFor({ state: "attached" });
  });
});

describe("what a program writes", () => {
  it("may lead to an address only after a question, and to nothing else than the web", async () => {
    const link = (url: string, text: string) => `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\\r\n`;
    const { page } = await open(
      `${link("javascript:alert(1)", "script") + link("https://a.example/x", "docs")}\x1b[3;1H`,
    );
    const at = async (row: number) => {
      const box = await screenOf(page).boundingBox();
      const height = (await page.locator(".xterm-rows > div").first().boundingBox())?.height ?? 0;
      if (!box) throw new Error("There is no screen.");
      return [box.x + 12, box.y + (row + 0.5) * height] as const;
    };
    await page.mouse.move(...(await at(0)));
    await page.mouse.click(...(await at(0)));
    await page.mouse.move(...(await at(1)));
    await page.locator(".xterm-cursor-pointer").waitFor();
    await page.mouse.click(...(await at(1)));
    await page.getByRole("dialog").getByText("https://a.example/x").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(1);
  });

  it("may name the terminal, in the place for it and no longer than it has room", async () => {
    const { page } = await open(`\x1b]2;vi ${"very ".repeat(100)}long\x07`);
    const title = () => page.getByRole("tab", { name: NAME, exact: true }).getAttribute("title");
    await eventually(title).toBe(`vi ${"very ".repeat(100)}`.slice(0, 256));
    await page.keyboard.press("Control+Shift+E");
    await page.getByRole("tabpanel", { name: NAME, exact: true }).getByText("vi very very").waitFor();
  });

  it("fills no log of the browser, whatever it is", async () => {
    const { page, known, errors } = await open("# ");
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    const binary = Array.from({ length: 20_000 }, (_, at) => String.fromCharCode((at * at * 31 + at * 7) % 256)).join(
      "",
    );
    known.screen = `${binary}\x18\x1bcend`;
    await page.reload();
    await eventually(() => rows(page, NAME)).toContain("end");
    expect(said).toEqual([]);
    expect(errors).toEqual([]);
  });
});
