// What a person does with the terminals of an attempt, and sees of them, for the tests of the page with the API answered in it.
import type { Page } from "playwright-core";

/** The names of the tabs, in their order. */
export const tabs = (page: Page) => page.getByRole("tab").allTextContents();

/** The names of the terminals in view, from left to right and top to bottom. */
export async function panes(page: Page): Promise<(string | null)[]> {
  const fields = await page
    .getByRole("tabpanel")
    .getByRole("textbox", { name: /^Terminal / })
    .all();
  return Promise.all(fields.map((field) => field.getAttribute("aria-label")));
}

/** The terminal that has the focus, or what else has it. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
  });
}

/** The rows that a terminal in view shows, without the spaces at their ends. */
export async function rows(page: Page, terminal: string): Promise<string[]> {
  const rows = page.getByRole("tabpanel", { name: terminal, exact: true }).locator(".xterm-rows > div");
  return (await rows.allTextContents()).map((row) => row.replaceAll("\u00a0", " ").trimEnd());
}

/** Pastes a text as the browser does at its own key or menu. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator(":focus").evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** A page whose first terminal is there and has the focus. */
export async function ready({ page }: { page: Page }): Promise<void> {
  await page.locator(".xterm.focus").waitFor();
}
