// A network that goes away closes nothing: the page has to notice by itself.
import { describe, expect, it } from "vitest";
import { eventually, pageOpener, shown } from "./open-page.ts";
import { ready } from "./terminal-page.ts";

const openPage = pageOpener();

describe("a network that goes without a word", () => {
  it("is noticed when somebody types: the page comes back, says what may not have arrived, and types nothing twice", async () => {
    const { page, api, known, errors } = await openPage("/attempts/a2");
    await ready({ page });
    await eventually(() => api.attached).toEqual([0, 0, 0]);
    api.goSilent();
    await page.keyboard.type("ls");
    await shown(page, "what you typed last may not have reached the shell");
    // The other two notice by themselves, later.
    await eventually(() => api.attached).toEqual([0, 0, 0, known.screen.length]);
    expect(api.typed()).toBe("");
    await page.keyboard.type("pwd");
    await eventually(() => api.typed()).toBe("pwd");
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.getByText("may not have reached").count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it("is noticed at once on all lines of the page when it is on another network, those of a watcher too", async () => {
    for (const { path, terminals } of [
      { path: "/attempts/a2", terminals: 3 },
      { path: "/attempts/a2/watch", terminals: 1 },
    ]) {
      const { page, api } = await openPage(path);
      const lines = () => [api.attached.length, api.followed()];
      await eventually(lines).toEqual([terminals, 1]);
      api.goSilent();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await eventually(lines).toEqual([2 * terminals, 2]);
    }
  });
});
