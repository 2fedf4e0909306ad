// Tabs and panes of terminals in a real browser, by pointer and by keys.
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../orchestrator/protocol/errors.ts";
import { eventually, orchestrator, pageOpener } from "./open-page.ts";
import { focused, panes, ready, rows, tabs } from "./terminal-page.ts";

const openPage = pageOpener();

/** What a program like vi draws: each row says which it is, and its last column is marked. */
function fullScreen(cols: number, rowCount: number): string {
  const drawn = Array.from(
    { length: rowCount },
    (_, row) => `${`${row + 1}/${rowCount} ${cols}`.padEnd(cols - 1, ".")}|`,
  );
  return `\x1b[?1049h\x1b[2J\x1b[H${drawn.join("")}`;
}

describe("panes", () => {
  it("are split beside and below by keys, each with a shell and a line of its own, and the focus is where one types", async () => {
    const { page, api, errors } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1", "Terminal checkout-1 (3)"]);
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (3)");
    await page.keyboard.type("right");
    await page.keyboard.press("Control+Shift+O");
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (4)");
    await page.keyboard.type("below");
    await page.getByRole("tabpanel", { name: "checkout-1", exact: true }).locator(".xterm-screen").click();
    await eventually(() => focused(page)).toBe("Terminal checkout-1");
    await page.keyboard.type("left");
    await eventually(() => [api.typedInto("t1"), api.typedInto("t4"), api.typedInto("t5")]).toEqual([
      "left",
      "right",
      "below",
    ]);
    expect(api.attached).toHaveLength(5);
    expect(await page.locator("[data-chosen=true]").count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it("take what is typed before their shell is there", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { page, api } = await openPage("/attempts/a2", orchestrator({ thereAfter: promise }));
    await ready({ page });
    await page.keyboard.type("ls -l");
    resolve();
    await eventually(() => api.typedInto("t1")).toBe("ls -l");
  });

  it("are four at most, and say so", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    for (let count = 2; count <= 4; count += 1) {
      await page.getByRole("button", { name: "Split below" }).click();
      await eventually(() => panes(page)).toHaveLength(count);
    }
    await page.getByRole("button", { name: "Split below" }).hover();
    await page.getByText("4 panes are the most").waitFor();
    await page.keyboard.press("Control+Shift+E");
    await page.getByRole("button", { name: /^More for/ }).click();
    expect(await page.getByRole("menuitem", { name: /^Split/ }).count()).toBe(0);
    expect(await panes(page)).toHaveLength(4);
  });

  it("take in a shell on any machine, and one that is open in a tab", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Show orders-db beside it" }).click();
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1", "Terminal orders-db"]);
    await page.keyboard.press("Control+Shift+K");
    await page.getByPlaceholder("A lab, a terminal, a command").fill("split below, a shell on orders-db");
    await page.keyboard.press("Enter");
    await eventually(() => panes(page)).toEqual([
      "Terminal checkout-1",
      "Terminal orders-db",
      "Terminal orders-db (2)",
    ]);
  });

  it("let go of a shell without ending it, and close with one that is closed", async () => {
    const { page, known } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (3)");
    await page.getByRole("button", { name: "Take checkout-1 (3) out of the split" }).click();
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1"]);
    await eventually(() => focused(page)).toBe("Terminal checkout-1");
    expect(await tabs(page)).toContain("checkout-1 (3)");
    await page.keyboard.press("Control+Shift+O");
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (4)");
    await page.keyboard.press("Control+Shift+X");
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1"]);
    await eventually(() => focused(page)).toBe("Terminal checkout-1");
    await eventually(() => known.attempts.a2?.terminals.map(({ id }) => id)).toEqual(["t1", "t2", "t3", "t4"]);
  });

  it("change their size by pointer: the shells hear of it, and the screen is whole", async () => {
    const { page, api } = await openPage("/attempts/a2", orchestrator({ screen: "", draws: fullScreen }));
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => rows(page, "checkout-1 (3)")).toContainEqual(expect.stringMatching(/^1\/\d+ \d+\.+\|$/));
    const box = await page.getByRole("separator", { name: "Divider, left and right" }).boundingBox();
    if (!box) throw new Error("There is no divider.");
    await page.mouse.move(box.x, box.y + 200);
    await page.mouse.down();
    for (let step = 1; step <= 60; step += 1) await page.mouse.move(box.x + step * 4, box.y + 200);
    await page.mouse.up();
    const last = (terminal: string) => api.sizes.findLast((size) => size.terminal === terminal);
    const widths = async () => [last("t1")?.cols ?? 0, last("t4")?.cols ?? 0];
    await eventually(async () => (await widths()).map((cols, at, all) => cols - (all[1 - at] ?? 0) > 20)).toEqual([
      true,
      false,
    ]);
    for (const [terminal, name] of [
      ["t1", "checkout-1"],
      ["t4", "checkout-1 (3)"],
    ] as const) {
      await eventually(async () => {
        const { cols, rows: count } = last(terminal) ?? { cols: 0, rows: 0 };
        const expected = fullScreen(cols, count).slice("\x1b[?1049h\x1b[2J\x1b[H".length);
        return (await rows(page, name)).join("") === expected;
      }).toBe(true);
    }
    await expectWholeRows(page);
  });

  it("change their size by keys, from within a terminal and on the divider", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (3)");
    const divider = page.getByRole("separator", { name: "Divider, left and right" });
    const share = () => divider.getAttribute("aria-valuenow");
    await page.keyboard.press("Alt+Shift+ArrowLeft");
    await eventually(share).toBe("45");
    await divider.focus();
    await page.keyboard.press("ArrowRight");
    await eventually(share).toBe("47");
    await page.reload();
    await eventually(share).toBe("47");
  });

  it("leave the focus where it was moved to the moment a new terminal had it, also for the very next key", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    const took = await page.evaluateHandle(() => {
      const names: string[] = [];
      const press = (key: string, more: KeyboardEventInit = {}) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true, ...more }),
        );
      document.addEventListener("focusin", ({ target }) => {
        const name = (target as Element).getAttribute("aria-label") ?? (target as Element).textContent ?? "";
        names.push(name);
        if (name !== "Terminal checkout-1 (3)" || names.length > 1) return;
        press("ArrowUp", { ctrlKey: true, shiftKey: true });
        press("F2");
      });
      return names;
    });
    await page.keyboard.press("Control+Shift+E");
    const field = "Name of checkout-1 (3), kept in this browser";
    await eventually(() => focused(page)).toBe(field);
    expect(await took.jsonValue()).toEqual(["Terminal checkout-1 (3)", "checkout-1 (3)", field]);
  });

  it("are there again after a reload, with order and names", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => focused(page)).toBe("Terminal checkout-1 (3)");
    await page.keyboard.press("Control+Shift+ArrowUp");
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "Name of checkout-1 (3), kept in this browser" }).fill("logs");
    await page.keyboard.press("Enter");
    await eventually(() => focused(page)).toBe("logs");
    await page.keyboard.press("Shift+ArrowRight");
    const order = ["checkout-1", "checkout-1 (2)", "orders-db", "logs"];
    await eventually(() => tabs(page)).toEqual(order);
    await page.reload();
    await eventually(() => tabs(page)).toEqual(order);
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1", "Terminal logs"]);
    await eventually(() => focused(page)).toBe("Terminal logs");
  });

  it("begin anew where what was kept can't be read", async () => {
    const { page, errors } = await openPage("/attempts/a2");
    await ready({ page });
    await page.evaluate(() => localStorage.setItem("sickbay-arrangements", '[["a2", {"layout": {"way": "up"}}]]'));
    await page.reload();
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1"]);
    expect(errors).toEqual([]);
  });

  it("are tabs where the page is too narrow, and come back with the room", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+E");
    await eventually(() => panes(page)).toHaveLength(2);
    await page.setViewportSize({ width: 690, height: 800 });
    await page.getByText("Shell", { exact: true }).click();
    await eventually(() => panes(page)).toEqual(["Terminal checkout-1 (3)"]);
    expect(await page.getByRole("button", { name: "Split below" }).count()).toBe(0);
    await page.setViewportSize({ width: 1200, height: 800 });
    await eventually(() => panes(page)).toHaveLength(2);
  });
});

describe("tabs", () => {
  it("are moved by dragging", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page
      .getByRole("tab", { name: "orders-db" })
      .dragTo(page.getByRole("tab", { name: "checkout-1", exact: true }));
    await eventually(() => tabs(page)).toEqual(["orders-db", "checkout-1", "checkout-1 (2)"]);
    await page
      .getByRole("tab", { name: "orders-db" })
      .dragTo(page.getByRole("tab", { name: "checkout-1 (2)", exact: true }));
    await eventually(() => tabs(page)).toEqual(["checkout-1", "checkout-1 (2)", "orders-db"]);
  });

  it("are renamed by a double click, and get their own name back when the field is left empty", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.getByRole("tab", { name: "orders-db" }).dblclick();
    const field = page.getByRole("textbox", { name: "Name of orders-db, kept in this browser" });
    await page.getByText("Kept in this browser.").waitFor();
    await field.fill("psql");
    await page.keyboard.press("Enter");
    await eventually(() => tabs(page)).toEqual(["checkout-1", "checkout-1 (2)", "psql"]);
    await page.getByRole("textbox", { name: "Terminal psql" }).waitFor({ state: "attached" });
    await page.getByRole("button", { name: "More for psql" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await eventually(() => focused(page)).toBe("Name of orders-db, kept in this browser");
    await page.keyboard.type("other");
    await page.keyboard.press("Escape");
    await eventually(() => tabs(page)).toContain("psql");
    await page.keyboard.press("F2");
    await field.fill("");
    await page.keyboard.press("Enter");
    await eventually(() => tabs(page)).toContain("orders-db");
  });

  it("come back, and say why, where their shell could not be closed; not where it was gone already", async () => {
    const { page, known } = await openPage("/attempts/a2");
    await ready({ page });
    const refuse = (code: ErrorCode, message: string) => {
      known.refusals = { terminals: { code, message, remedy: "Try again." } };
    };
    const close = async (name: string) => {
      await page.getByRole("tab", { name, exact: true }).focus();
      await page.keyboard.press("Delete");
    };
    refuse("no-engine", "No Docker Engine answers.");
    await close("orders-db");
    await page.getByRole("alert").getByText("No Docker Engine answers.").waitFor();
    await eventually(() => tabs(page)).toEqual(["checkout-1", "checkout-1 (2)", "orders-db"]);
    await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
    refuse("unknown-terminal", "There is no such terminal.");
    const answer = page.waitForResponse((response) => response.request().method() === "DELETE");
    await close("orders-db");
    await (await answer).finished();
    await eventually(() => tabs(page)).toEqual(["checkout-1", "checkout-1 (2)"]);
    known.away = true;
    await close("checkout-1 (2)");
    await page.getByRole("alert").getByText("The orchestrator does not answer.").waitFor();
    await eventually(() => tabs(page)).toEqual(["checkout-1", "checkout-1 (2)"]);
  });

  it("are the way out of a terminal by keyboard, which a screen reader tells, and all that they do has a key", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    const field = page.getByRole("textbox", { name: "Terminal checkout-1", exact: true });
    const description = await field.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${description}"]`).textContent()).toContain("Control Shift up leads out");
    await page.keyboard.press("Control+Shift+ArrowUp");
    await eventually(() => focused(page)).toBe("checkout-1");
    await page.keyboard.press("Shift+ArrowRight");
    await eventually(() => tabs(page)).toEqual(["checkout-1 (2)", "checkout-1", "orders-db"]);
    await page.getByRole("status").getByText("checkout-1 is now 2 of 3.").waitFor({ state: "attached" });
    await eventually(() => focused(page)).toBe("checkout-1");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    await eventually(() => tabs(page)).toEqual(["checkout-1 (2)", "checkout-1"]);
    await page.getByRole("tab", { name: "checkout-1", exact: true }).focus();
    await page.keyboard.press("ArrowDown");
    await eventually(() => focused(page)).toBe("Terminal checkout-1");
  });

  it("and every key of the page are listed in the help and by name", async () => {
    const { page } = await openPage("/attempts/a2");
    await ready({ page });
    await page.keyboard.press("Control+Shift+H");
    const help = page.getByRole("dialog", { name: "Keys" });
    for (const does of ["split to the right", "rename", "move the divider of the pane", "paste", "text as usual"]) {
      await help.getByText(does, { exact: true }).waitFor();
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Shift+K");
    const search = page.getByPlaceholder("A lab, a terminal, a command");
    for (const name of ["Rename orders-db", "Move orders-db to the left", "Close orders-db", "Go to orders-db"]) {
      await search.fill(name);
      await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
    }
  });
});

describe("two pages at one terminal", () => {
  it("give the shell the size of the one at the keyboard, each time that this changes", async () => {
    const { page, api } = await openPage("/attempts/a2");
    await ready({ page });
    await eventually(() => api.sizes.length).toBe(3);
    const told = () => api.sizes.filter(({ terminal }) => terminal === "t1");
    const [wide = expect.fail("no size was told")] = told();
    api.giveKeyboard(false);
    api.giveKeyboard(true);
    await eventually(told).toEqual([wide, wide]);
    api.giveKeyboard(false);
    const width = async () => (await page.locator(".xterm-screen:visible").boundingBox())?.width ?? 0;
    const before = await width();
    await page.setViewportSize({ width: 1100, height: 900 });
    await eventually(width).toBeLessThan(before);
    api.giveKeyboard(true);
    await eventually(() => told().length).toBe(3);
    expect(told()[2]?.cols).toBeLessThan(wide.cols);
  });
});

/** No terminal in view has a row that its pane cuts off. */
async function expectWholeRows(page: import("playwright-core").Page): Promise<void> {
  for (const panel of await page.getByRole("tabpanel").all()) {
    const outer = await panel.boundingBox();
    const screen = await panel.locator(".xterm-screen").boundingBox();
    if (!outer || !screen) throw new Error("A pane is not to be seen.");
    expect(screen.y + screen.height).toBeLessThanOrEqual(outer.y + outer.height);
    expect(screen.x + screen.width).toBeLessThanOrEqual(outer.x + outer.width);
  }
}
