// A person at the page: starts a lab, types into its terminal, presses buttons, and waits for what they show.
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { castFile, type RecordingMarker } from "../../orchestrator/protocol/recordings.ts";
import { routes } from "../../orchestrator/protocol/routes.ts";
import { playCast } from "./play-cast.ts";

/** How long a machine may take to be handed over, a command to come back, and a check to end, in milliseconds. */
const START_MS = 60_000;
const COMMAND_MS = 60_000;
const CHECK_MS = 150_000;
/** In px: a terminal of some 200 columns, as where labs are proven. In a narrower one a tool's pager would wait for a key. */
const WINDOW = { width: 2200, height: 1100 };

/** What bash writes each time it is ready to read a line: it switches the terminal's bracketed paste on. */
const READY_FOR_A_LINE = "\x1b[?2004h";

export class Player {
  readonly page: Page;
  /** How often the shell was ready for a line so far. */
  #prompts = 0;
  #received = "";

  private constructor(page: Page) {
    this.page = page;
    page.on("websocket", (socket) => {
      if (!socket.url().endsWith("/socket")) return;
      socket.on("framereceived", ({ payload }) => {
        if (typeof payload !== "string") this.#hear(payload.toString("latin1"));
      });
    });
  }

  /** Opens the library at a server's address. */
  static async at(browser: Browser, url: string): Promise<Player> {
    const context = await browser.newContext({ viewport: WINDOW });
    // A terminal draws on a canvas; for a screen reader it also writes its lines as text, which is read here.
    await context.addInitScript("localStorage.setItem('sickbay-screen-reader', 'on')");
    const player = new Player(await context.newPage());
    await player.page.goto(url);
    return player;
  }

  /** Starts a lab from its card and waits for the shell. Returns the attempt's id. */
  async start(title: string): Promise<string> {
    await this.page.getByRole("button", { name: `Start: ${title}` }).click();
    await this.page.getByRole("textbox", { name: /^Terminal / }).waitFor({ state: "attached", timeout: START_MS });
    await this.#prompt(1);
    const id = /attempts\/([^/?#]+)/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`No attempt is open at ${this.page.url()}.`);
    return id;
  }

  /** Types commands, each line once the shell is ready for it. */
  async type(commands: readonly string[]): Promise<void> {
    const terminal = this.page.getByRole("textbox", { name: /^Terminal / });
    for (const line of commands.flatMap((command) => command.split("\n"))) {
      const before = this.#prompts;
      await terminal.focus();
      await this.page.keyboard.type(line);
      await this.page.keyboard.press("Enter");
      await this.#prompt(before + 1, line);
    }
  }

  /** Waits until the terminal shows a text. */
  async sees(text: RegExp): Promise<void> {
    const screen = this.page.locator(".xterm-accessibility");
    // Every space of a row is a no-break space there, and long lines go on in the next row.
    const read = async () => ((await screen.first().textContent()) ?? "").replaceAll("\u00a0", " ");
    await expect.poll(read, { timeout: COMMAND_MS }).toMatch(text);
  }

  /** Presses the check and waits for its verdict. */
  async check(verdict: RegExp): Promise<void> {
    const check = this.page.getByRole("region", { name: "Check", exact: true });
    await check.getByRole("button", { name: /^Check (the fix|again)/ }).click();
    await check.getByRole("button", { name: /^Checking/ }).waitFor();
    await check.getByRole("button", { name: /^Check again/ }).waitFor({ timeout: CHECK_MS });
    const steps = await check.getByRole("listitem").allInnerTexts();
    expect(await check.getByRole("heading").textContent(), steps.join("\n")).toMatch(verdict);
  }

  /** Ends an attempt that was not fixed, and waits for its result. */
  async giveUp(): Promise<void> {
    await this.page.getByRole("button", { name: "End attempt" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "End attempt" }).click();
    await this.page.getByRole("heading", { name: "Debrief" }).waitFor();
  }

  /** Ends an attempt that was fixed, and waits for its result. */
  async finish(): Promise<void> {
    await this.page.getByRole("button", { name: "Finish and read the debrief" }).click();
    await this.page.getByRole("heading", { name: "Debrief" }).waitFor();
  }

  /**
   * Replays what is recorded, from its beginning to its end, pauses cut short. Returns how many moments of a kind one can jump to, by
   * their kinds.
   */
  async replay(): Promise<Partial<Record<RecordingMarker["kind"], number>>> {
    const replay = this.page.getByRole("group", { name: "Recording" });
    await replay.getByLabel("Speed").selectOption("8");
    await replay.getByLabel("Pauses").selectOption({ label: "cut to 1 s" });
    await replay.getByRole("button", { name: "Play" }).click();
    await replay
      .getByRole("img", { name: /^The screen of / })
      .first()
      .waitFor();
    await replay.getByRole("button", { name: "Play" }).waitFor({ timeout: COMMAND_MS });
    const time = replay.getByRole("slider", { name: "Time" });
    expect(await time.inputValue()).toBe(await time.getAttribute("max"));
    const count = (kind: RecordingMarker["kind"]) => replay.locator(`[data-moment][data-kind=${kind}]`).count();
    return { command: await count("command"), check: await count("check"), evidence: await count("evidence") };
  }

  /** Plays each recording of an attempt as the file that it can be had as, to its end. Returns its markers, all of which were passed. */
  async playFiles(attempt: string): Promise<RecordingMarker[]> {
    const get = async (path: string): Promise<string> => {
      const answer = await fetch(new URL(path, this.page.url()));
      expect(answer.status).toBe(200);
      return await answer.text();
    };
    const list = await get(routes.recordings.path.replace(":attempt", attempt));
    const all: RecordingMarker[] = [];
    for (const { terminal, markers } of routes.recordings.answer.parse(JSON.parse(list)).recordings) {
      const cast = await get(castFile.path.replace(":attempt", attempt).replace(":terminal", terminal));
      const { passed, drawn } = await playCast(this.page, cast);
      expect(passed).toEqual(markers.map(({ label }) => label));
      expect(drawn).toBe(markers.length);
      all.push(...markers);
    }
    return all;
  }

  /** The sentence at the head of the result. */
  async sentence(): Promise<string> {
    const heading = await this.page.getByRole("heading", { level: 1 }).textContent();
    return (heading ?? "").replaceAll("\u00a0", " ");
  }

  async #prompt(count: number, after = "the shell was opened"): Promise<void> {
    await expect
      .poll(() => this.#prompts, { timeout: COMMAND_MS, message: `no prompt after: ${after}` })
      .toBeGreaterThanOrEqual(count);
  }

  #hear(text: string): void {
    const parts = (this.#received + text).split(READY_FOR_A_LINE);
    this.#prompts += parts.length - 1;
    // A frame may end within the sequence.
    this.#received = (parts.at(-1) ?? "").slice(1 - READY_FOR_A_LINE.length);
  }
}
