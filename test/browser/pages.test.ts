// The pages' states in a real browser, with the API answered inside it. Plays against real machines are tests of their own.
import { describe, expect, it } from "vitest";
import { eventually, orchestrator, pageOpener, phone, shown, titles } from "./open-page.ts";
import { attempt, checkRun, labs, result, startingAttempt, tracks } from "./page-data.ts";

const openPage = pageOpener();
const problem = {
  lab: "half",
  file: "lab.yaml",
  path: "labs/half/lab.yaml",
  line: 12,
  message: "level is 9; it goes from 1 to 5.",
  remedy: "Write level: 3.",
};

describe("the library", () => {
  it("shows each lab by its symptom, and resumes the one under way", async () => {
    const { page, errors } = await openPage("/");
    await page.getByRole("heading", { level: 1, name: "Four machines are still broken." }).waitFor();
    expect(await titles(page)).toHaveLength(labs.length);
    expect(await page.getByRole("link", { name: /^Resume/ }).getAttribute("href")).toBe("/attempts/a2");
    await shown(page, /Solved in 6.min 12.s/);
    const solved = page.getByRole("article", { name: "Checkout answers 500" });
    await solved.getByText("best score 86").waitFor();
    await solved
      .getByText(/fixed in 6 of 8.attempts, half of these within 8.min 40.s, half with at most 14.commands/)
      .waitFor();
    await solved.getByText("proved to be 3").waitFor();
    expect(errors).toEqual([]);
  });

  it("answers the search at each key, and / goes to it", async () => {
    const { page } = await openPage("/");
    await page.getByRole("article").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("price");
    await eventually(() => titles(page)).toEqual(["Every call to the price service takes five seconds"]);
    await page.keyboard.type("zzz");
    await shown(page, "No lab matches");
    await page.getByRole("button", { name: "Show all labs" }).click();
    await eventually(() => titles(page)).toHaveLength(labs.length);
  });

  it("filters by layer, level and solved, and keeps the filter over a reload", async () => {
    const { page } = await openPage("/");
    await page.getByText("Solved", { exact: true }).click();
    await eventually(() => titles(page)).toEqual(["Checkout answers 500 for every order"]);
    await page.getByText("All", { exact: true }).click();
    await page.getByRole("group", { name: "Level" }).getByText("3").click();
    await page.getByRole("group", { name: "Layer" }).getByText("network").click();
    await eventually(() => titles(page)).toEqual(["Health check green, one in three requests fails"]);
    await page.reload();
    await eventually(() => titles(page)).toEqual(["Health check green, one in three requests fails"]);
  });

  it("has tracks on top: each says how far one has come, and shows its labs in its own order, also after a reload", async () => {
    const { page } = await openPage("/");
    const track = page.getByRole("button", { name: /^The Linux round/ });
    await track.waitFor();
    expect(await track.textContent()).toContain("1 of 3 solved");
    await track.click();
    const order = [
      "Checkout answers 500 for every order",
      "Thumbnails stopped, and the worker can't start anything",
      "Requests time out while the database is idle",
    ];
    await eventually(() => titles(page)).toEqual(order);
    await shown(page, "What interviewers set most often");
    await page.reload();
    await eventually(() => titles(page)).toEqual(order);
    await track.click();
    await eventually(() => titles(page)).toHaveLength(labs.length);
  });

  it("tells an author what is wrong in a lab, also where no lab loads at all", async () => {
    const { page } = await openPage("/", orchestrator({ labs: { labs: [], tracks: [], problems: [problem] } }));
    await shown(page, "There are no labs here yet");
    await page.getByText(/1.problem in labs/).click();
    await shown(page, "labs/half/lab.yaml:12");
    await shown(page, "Write level: 3.");
  });

  it("tells labs with the same mistake in the same line apart, and names a source that could not be read", async () => {
    const problems = [
      problem,
      { ...problem, lab: "third", path: "https://git.example.org/labs.git/labs/third/lab.yaml" },
      {
        ...problem,
        lab: "",
        file: ".",
        path: "/srv/our-labs",
        line: 0,
        message: "It can't be read.",
        remedy: "Name it.",
      },
    ];
    const { page } = await openPage("/", orchestrator({ labs: { labs, tracks, problems } }));
    await page.getByText(/3.problems in labs/).click();
    const items = page.getByRole("group").getByRole("listitem");
    await eventually(() => items.allTextContents()).toEqual([
      "halflabs/half/lab.yaml:12level is 9; it goes from 1 to 5.Write level: 3.",
      "thirdhttps://git.example.org/labs.git/labs/third/lab.yaml:12level is 9; it goes from 1 to 5.Write level: 3.",
      "/srv/our-labsIt can't be read.Name it.",
    ]);
  });

  it("says of a proof that came with a lab from elsewhere that its author states it", async () => {
    const { page } = await openPage("/");
    const stated = page.getByRole("article", { name: "Every call to the price service takes five seconds" });
    await stated.getByText(/5.fixes proven, 6.masks refused, shown once, stated by its author/).waitFor();
  });

  it("says what to do where no engine answers", async () => {
    const { page } = await openPage("/", orchestrator({ engine: false }));
    await shown(page, "sudo systemctl start docker");
  });

  it("says that the orchestrator is away, and goes on by itself when it is back", async () => {
    const { page, known } = await openPage("/", orchestrator({ away: true }));
    await shown(page, "The orchestrator does not answer.");
    known.away = false;
    await page.getByRole("article").first().waitFor();
  });
});

describe("addresses that lead nowhere", () => {
  it("are answered with a page that says what to do", async () => {
    const { page } = await openPage("/nowhere");
    await shown(page, "There is no page at /nowhere.");
    await page.getByRole("link", { name: "All labs" }).click();
    await page.getByRole("article").first().waitFor();
  });

  it("are told apart from an attempt that is gone", async () => {
    const { page } = await openPage("/attempts/zzz");
    await page.getByRole("heading", { name: "This attempt is gone" }).waitFor();
    await shown(page, "It may have been removed; start the lab again.");
  });
});

describe("an attempt", () => {
  it("names the step that its start waits for, and becomes a terminal by itself", async () => {
    const { page, api } = await openPage("/attempts/s1", orchestrator({ attempts: { s1: startingAttempt("s1") } }));
    await page.getByRole("heading", { name: "Starting orders-db, 1 of 2" }).waitFor();
    api.tell(attempt("s1"));
    await page.getByRole("tab", { name: "orders-db" }).waitFor();
    await eventually(() => page.locator(".xterm-rows").first().textContent()).toContain("root@checkout-1");
  });

  it("types into the shell in view, and Ctrl-Shift-period leads out of it and back", async () => {
    const { page, api, errors } = await openPage("/attempts/a2");
    await page.locator(".xterm").first().click();
    await page.keyboard.type("df -h");
    await eventually(() => api.typed()).toContain("df -h");
    await page.keyboard.press("Control+K");
    await eventually(() => api.typed()).toContain("\x0b");
    await page.keyboard.press("Control+Shift+Period");
    await page.locator("aside:focus").waitFor();
    await page.keyboard.press("Control+Shift+Period");
    await page.locator(".xterm.focus").waitFor();
    expect(errors).toEqual([]);
  });

  it("asks for the output after what it has when a line was lost", async () => {
    const { page, api, known } = await openPage("/attempts/a2");
    await eventually(() => page.locator(".xterm-rows").first().textContent()).toContain("root@");
    await eventually(() => api.attached).toEqual([0, 0, 0]);
    api.dropTerminals();
    await eventually(() => api.attached.slice(3)).toEqual(Array(3).fill(known.screen.length));
  });

  it("folds its panel with one chord and opens everything by name with another", async () => {
    const { page } = await openPage("/attempts/a2");
    await page.locator(".xterm").first().click();
    await page.keyboard.press("Control+Shift+Comma");
    await page.getByRole("button", { name: "Unfold the panel" }).waitFor();
    await page.keyboard.press("Control+Shift+K");
    await page.getByPlaceholder("A lab, a terminal, a command").fill("unfold");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Machines" }).waitFor();
  });

  it("shows a check step by step in place, then its verdict", async () => {
    const { page, api } = await openPage("/attempts/a2");
    await page.getByRole("button", { name: "Check the fix" }).waitFor();
    api.tell(attempt("a2", { state: "checking", check: checkRun("k", null, 0) }));
    await page.getByRole("button", { name: /Checking, 2 of 5/ }).waitFor();
    await expect
      .poll(() => page.getByRole("status").allTextContents())
      .toContain("Checking, 2 of 5: Force a log rotation");
    api.tell(attempt("a2", { check: checkRun("k", "symptom-hidden", 0) }));
    await page.getByRole("heading", { name: "The symptom is hidden, but the fault is still there" }).waitFor();
    await page.getByRole("button", { name: /Check again/ }).waitFor();
  });

  it("saves notes by itself", async () => {
    const { page } = await openPage("/attempts/a2");
    const saved = page.waitForRequest((request) => request.method() === "PUT");
    await page.getByRole("textbox", { name: "Notes" }).fill("lsof +L1 shows it");
    expect((await saved).postDataJSON()).toEqual({ notes: "lsof +L1 shows it" });
    await shown(page, "Saved");
  });

  it("leaves whoever types notes there when the terminal comes", async () => {
    const { page } = await openPage("/");
    const come = Promise.withResolvers<void>();
    await page.route("**/terminal-view-*.js", async (route) => {
      await come.promise;
      await route.continue();
    });
    await page.goto(new URL("/attempts/a2", page.url()).href);
    const notes = page.getByRole("textbox", { name: "Notes" });
    await notes.focus();
    await page.keyboard.type("df says ");
    come.resolve();
    await page.locator(".xterm").first().waitFor();
    await shown(page, "Saved");
    await page.keyboard.type("full");
    // Notes from before follow.
    expect(await notes.inputValue()).toMatch(/^df says full/);
  });

  it("says which machine stopped and offers the reset", async () => {
    const machines = [{ name: "web", hostname: "checkout-1", state: "stopped" as const, shell: true }];
    const { page } = await openPage(
      "/attempts/a2",
      orchestrator({ attempts: { a2: attempt("a2", { machines, terminals: [] }) } }),
    );
    await shown(page, "checkout-1 stopped.");
    await page.getByRole("alert").getByRole("button", { name: "Reset machines" }).click();
    await page.getByRole("dialog", { name: "Reset the machines?" }).waitFor();
  });

  it("gives way to its result when it is over", async () => {
    const { page } = await openPage("/attempts/a2", orchestrator({ attempts: { a2: result("a2").attempt } }));
    await page.getByRole("link", { name: "See the result" }).click();
    await page
      .getByRole("heading", { level: 1, name: /^Fixed\. 6.min 12.s, after one check that said no\.$/ })
      .waitFor();
  });
});

describe("a result", () => {
  it("has the checks, the commands, the debrief and the solutions", async () => {
    const { page, errors } = await openPage("/attempts/a2/result");
    await shown(page, "No process holds a file that was deleted.");
    await page.getByRole("group", { name: /14.commands and 2.checks in 06:20/ }).waitFor();
    expect(await page.getByRole("row", { name: /^0[0-9]:/ }).count()).toBe(14);
    await shown(page, "What this lab teaches: df against du · lsof +L1");
    await page.getByRole("columnheader", { name: "what becomes of it" }).waitFor();
    await page.getByRole("heading", { name: "What was broken" }).waitFor();
    await shown(page, "Point postrotate at the PID file that the service writes");
    expect(errors).toEqual([]);
  });

  it("shows what a command showed, and the story that its candidate can mend", async () => {
    const { page, errors } = await openPage("/attempts/a2/result");
    await page.getByRole("button", { name: "lsof +L1" }).first().click();
    await page.getByRole("table").getByText("what c5 showed").waitFor();
    const story = page.getByRole("textbox", { name: /Drafted from the timeline/ });
    expect(await story.inputValue()).toContain("# Orders are refused");
    const saved = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/a2/story"));
    await story.fill("# Mine");
    expect((await saved).postDataJSON()).toEqual({ story: "# Mine" });
    expect(await page.getByRole("link", { name: "Markdown" }).getAttribute("href")).toBe("/api/attempts/a2/report.md");
    expect(errors).toEqual([]);
  });

  it("has the man pages and RFCs of the debrief one click away, in a tab of their own", async () => {
    const { page, errors } = await openPage("/attempts/a2/result");
    await page.context().route(/^https:/, (route) => route.fulfill({ body: "lsof - list open files" }));
    expect(await page.getByRole("link", { name: "RFC 9293, section 3.6" }).getAttribute("href")).toBe(
      "https://www.rfc-editor.org/rfc/rfc9293#section-3.6",
    );
    const manual = page.getByRole("link", { name: "lsof(8)" });
    expect(await manual.getAttribute("rel")).toContain("noopener");
    // The colour of what can be acted on, which contrast.test.ts knows to be readable there in both schemes.
    const colour = (of: string) => manual.locator("code").evaluate(`(code) => getComputedStyle(code${of}).color`);
    expect(await colour("")).toBe(await colour(".parentElement"));
    const [opened] = await Promise.all([page.waitForEvent("popup"), manual.click()]);
    expect(opened.url()).toBe("https://manpages.debian.org/trixie/lsof.8.en.html");
    expect(errors).toEqual([]);
  });

  it("keeps debrief and solutions back while the attempt runs", async () => {
    const open = { ...result("a2"), attempt: attempt("a2"), debrief: null, solutions: [] };
    const { page } = await openPage("/attempts/a2/result", orchestrator({ results: { a2: open } }));
    await page.getByRole("link", { name: "Back to the machine" }).waitFor();
    expect(await page.getByRole("heading", { name: "Debrief" }).count()).toBe(0);
  });
});

describe("a part of the page that is lost on its way, as when a network of the computer changes", () => {
  it("comes with one reload, which nobody has to ask for", async () => {
    const { page } = await openPage("/");
    let lost = 0;
    await page.route(/\/assets\/attempt-.*\.(js|css)$/, (route) => (lost++ === 0 ? route.abort() : route.fallback()));
    await page.getByRole("link", { name: /^Resume/ }).click();
    await page.getByRole("textbox", { name: "Notes" }).waitFor();
    expect(lost).toBeGreaterThan(1);
  });

  it("is told of where a reload does not bring it either", async () => {
    const { page } = await openPage("/");
    await page.route(/\/assets\/attempt-.*\.(js|css)$/, (route) => route.abort());
    await page.getByRole("link", { name: /^Resume/ }).click();
    await page.getByRole("button", { name: "Try again" }).waitFor();
  });
});

describe("on a screen 390 px wide", () => {
  it.each(["/", "/nowhere", "/progress", "/attempts/zzz", "/attempts/a2", "/attempts/a2/watch", "/attempts/a2/result"])(
    "%s does not scroll sideways",
    async (path) => {
      const { page } = await openPage(path, orchestrator(), phone);
      await page.getByRole("heading").first().waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    },
  );

  it("the page and the shell are two views with a switch", async () => {
    const { page } = await openPage("/attempts/a2", orchestrator(), phone);
    await page.getByRole("textbox", { name: "Notes" }).waitFor();
    expect(await page.getByRole("tab", { name: "orders-db" }).isVisible()).toBe(false);
    await page.getByText("Shell", { exact: true }).click();
    await page.getByRole("tab", { name: "orders-db" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Notes" }).isVisible()).toBe(false);
  });
});
