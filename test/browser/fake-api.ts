// Answers the API and both WebSockets inside the browser, from plain data that a test may change as it goes.
import type { Page, WebSocketRoute } from "playwright-core";
import type { Attempt, AttemptResult } from "../../orchestrator/protocol/attempts.ts";
import { type ApiError, closeCode, httpStatus } from "../../orchestrator/protocol/errors.ts";
import type { LabList } from "../../orchestrator/protocol/labs.ts";
import type { AttemptServerMessage } from "../../orchestrator/protocol/messages.ts";
import type { Progress } from "../../orchestrator/protocol/progress.ts";
import { castFile } from "../../orchestrator/protocol/recordings.ts";
import { coachedAttempt } from "./coached-attempt.ts";
import type { Recorded } from "./recorded.ts";

/** What the orchestrator knows. An ApiError in place of an answer is sent as such. */
export interface Orchestrator {
  labs: LabList | ApiError;
  attempts: Record<string, Attempt>;
  results: Record<string, AttemptResult>;
  progress: Progress | ApiError;
  engine: boolean;
  /** What commands showed, by their ids; any other names itself. */
  outputs?: Readonly<Record<string, string>>;
  /** What was recorded, by the ids of attempts; nothing of others. */
  recorded?: Readonly<Record<string, Recorded>>;
  /** No answer at all. */
  away: boolean;
  /** What a terminal shows on attaching. */
  screen: string;
  /** Terminals are there only after this. */
  thereAfter?: Promise<void>;
  /** What a program that fills the screen draws each time the size changes. */
  draws?: (cols: number, rows: number) => string;
  /** Answers in place of what a part of an attempt would answer, by its name: `hints`. */
  refusals?: Record<string, ApiError>;
}

export interface FakeApi {
  /** Sends the attempt to every page that follows it. */
  tell(attempt: Attempt): void;
  /** Sends anything else to them. */
  say(...messages: readonly AttemptServerMessage[]): void;
  /** What was typed into terminals. */
  typed(): string;
  /** The seq of every attach, in order. */
  attached: number[];
  /** Every size that a terminal told, in order. */
  sizes: { terminal: string; cols: number; rows: number }[];
  /** What was typed into one terminal, by its id. */
  typedInto(terminal: string): string;
  /** Drops the lines of all terminals, as a network would. */
  dropTerminals(): void;
  /** Tells the pages of all terminals whether they are at the keyboard, as when another page types. */
  giveKeyboard(has: boolean): void;
  /** From here on nothing passes on any line that is open, and none of them is closed: the network went without a word. */
  goSilent(): void;
  /** How many lines an attempt's events were followed on so far. */
  followed(): number;
}

const gone = (message: string, remedy: string): ApiError => ({ code: "unknown-attempt", message, remedy });

/** Puts it in place of an orchestrator, before the page is opened. */
export async function fakeApi(page: Page, known: Orchestrator): Promise<FakeApi> {
  const followers = new Set<WebSocketRoute>();
  const terminals = new Set<WebSocketRoute>();
  const silent = new Set<WebSocketRoute>();
  let followed = 0;
  const attached: number[] = [];
  const sizes: FakeApi["sizes"] = [];
  const typed: { terminal: string; text: string }[] = [];

  await page.route("**/api/**", async (route) => {
    if (known.away) return route.abort("connectionrefused");
    const path = new URL(route.request().url()).pathname;
    const file = fileAt(known, path);
    if (file !== undefined) return route.fulfill({ contentType: castFile.type, body: file });
    const answer = answerTo(known, path, route.request().method(), route.request().postData() ?? "");
    const status = "code" in answer ? httpStatus[answer.code] : route.request().method() === "POST" ? 201 : 200;
    return route.fulfill({ status, json: answer });
  });
  await page.routeWebSocket("**/events", (socket) => {
    followers.add(socket);
    followed += 1;
    socket.onMessage((message) => {
      if (!silent.has(socket)) answerPing(socket, message);
    });
    socket.onClose(() => followers.delete(socket));
  });
  await page.routeWebSocket("**/socket", (socket) => {
    terminals.add(socket);
    const screen = Buffer.from(known.screen);
    const terminal = new URL(socket.url()).pathname.split("/").at(-2) ?? "";
    let isAttached = false;
    socket.onMessage(async (message) => {
      if (silent.has(socket) || answerPing(socket, message)) return;
      if (typeof message !== "string") {
        if (!isAttached) return void socket.close({ code: closeCode.badFrame, reason: "Typed before attaching." });
        typed.push({ terminal, text: message.toString() });
        return;
      }
      const { type, seq, cols, rows } = JSON.parse(message) as { type: string } & Record<
        "seq" | "cols" | "rows",
        number
      >;
      if (type === "resize") {
        sizes.push({ terminal, cols, rows });
        if (known.draws) socket.send(Buffer.from(known.draws(cols, rows)));
      }
      if (type !== "attach") return;
      await known.thereAfter;
      isAttached = true;
      attached.push(seq);
      socket.send(JSON.stringify({ type: "attached", seq, until: screen.length }));
      if (seq < screen.length) socket.send(screen.subarray(seq));
    });
  });

  const say = (...messages: readonly AttemptServerMessage[]) => {
    for (const socket of followers)
      if (!silent.has(socket)) for (const message of messages) socket.send(JSON.stringify(message));
  };
  return {
    attached,
    sizes,
    say,
    typed: () => typed.map(({ text }) => text).join(""),
    typedInto: (id) =>
      typed
        .filter(({ terminal }) => terminal === id)
        .map(({ text }) => text)
        .join(""),
    tell(attempt) {
      known.attempts[attempt.id] = attempt;
      say({ type: "attempt", attempt });
    },
    giveKeyboard(has) {
      for (const socket of terminals) socket.send(JSON.stringify({ type: "keyboard", has }));
    },
    followed: () => followed,
    goSilent() {
      for (const socket of [...followers, ...terminals]) silent.add(socket);
    },
    dropTerminals() {
      for (const socket of terminals) void socket.close({ code: 1012, reason: "restarting" });
      terminals.clear();
    },
  };
}

/** Whether a message was a ping, which it then answers. */
function answerPing(socket: WebSocketRoute, message: string | Buffer): boolean {
  const ping = typeof message === "string" ? (JSON.parse(message) as { type: string; number: number }) : null;
  if (ping?.type !== "ping") return false;
  socket.send(JSON.stringify({ type: "pong", number: ping.number }));
  return true;
}

function fileAt({ recorded, refusals }: Orchestrator, path: string): string | undefined {
  const [, , , id = "", part = "", terminal = "", name] = path.split("/");
  return name === "recording.cast" && !refusals?.[part] ? recorded?.[id]?.files[terminal] : undefined;
}

function answerTo(known: Orchestrator, path: string, method: string, body: string): object | ApiError {
  const [, , , id = "", part, command] = path.split("/");
  if (path === "/api/labs") return known.labs;
  if (path === "/api/progress") return known.progress;
  if (path === "/api/health") {
    return {
      version: "0.1.0",
      engine: { reachable: known.engine, version: known.engine ? "20.10.24" : "" },
      attempts: { running: 0, capacity: 8 },
    };
  }
  if (path === "/api/attempts" && method === "GET") return { attempts: Object.values(known.attempts) };
  if (path === "/api/attempts") return Object.values(known.attempts).at(-1) ?? gone("No attempt.", "Add one.");
  const missing = gone("There is no attempt with this id.", "It may have been removed; start the lab again.");
  const refusal = part && known.refusals?.[part];
  if (refusal) return refusal;
  const own = known.attempts[id];
  if (own && part === "hints") known.attempts[id] = coachedAttempt(id, own.hints.length + 1, { coach: own.coach });
  if (own && part === "coach") known.attempts[id] = { ...own, coach: (JSON.parse(body) as { on: boolean }).on };
  if (own && part === "terminals") return terminalsOf(own, method, command, body);
  if (part === "result") return known.results[id] ?? missing;
  if (part === "commands") return { text: known.outputs?.[command ?? ""] ?? `what ${command} showed`, note: "" };
  if (part === "recordings") return { recordings: known.recorded?.[id]?.views ?? [] };
  if (part === "story") return { story: "kept" };
  if (part === "check") return known.attempts[id]?.check ?? missing;
  return known.attempts[id] ?? missing;
}

/** Opens and closes terminals of an attempt. */
function terminalsOf(own: Attempt, method: string, closed: string | undefined, body: string): object {
  if (method === "DELETE") {
    own.terminals = own.terminals.filter(({ id }) => id !== closed);
    return { closed: true };
  }
  const { machine } = JSON.parse(body) as { machine: string };
  const hostname = own.machines.find(({ name }) => name === machine)?.hostname ?? machine;
  const count = own.terminals.filter((terminal) => terminal.machine === machine).length;
  const name = count === 0 ? hostname : `${hostname} (${count + 1})`;
  const opened = { id: `t${own.terminals.length + 1}`, machine, name, open: true };
  own.terminals = [...own.terminals, opened];
  return opened;
}
