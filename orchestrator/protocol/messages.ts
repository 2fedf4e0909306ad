// Every message that crosses a WebSocket. Binary frames are raw bytes of the shell, both ways; text frames are these.
import { z } from "zod";
import { attempt } from "./attempts.ts";
import { timelineEvent } from "./timeline.ts";

/** The largest frame that we take, in bytes; the WebSocket is closed for a larger one. */
export const MAX_FRAME_BYTES = 64 * 1024;

/** The sizes that a terminal can have, in characters. */
export const terminalSize = { cols: { min: 2, max: 1000 }, rows: { min: 2, max: 500 } } as const;

/**
 * Asks whether the other end is still there, at any time. Also tells whether what was sent before has arrived: the answer comes once all of
 * that was taken. Not answered where much waits to be sent, which is a sign of life itself.
 */
const ping = z.strictObject({ type: z.literal("ping"), number: z.number().int().min(0) });
export type Ping = z.infer<typeof ping>;
/** The answer, with the number of the question. */
const pong = z.strictObject({ type: z.literal("pong"), number: z.number().int().min(0) });
export type Pong = z.infer<typeof pong>;

/** From the page to a terminal. */
export const terminalClientMessage = z.discriminatedUnion("type", [
  /** Asks for the output after `seq` bytes, so that a reload goes on without a gap. Sent first. */
  z.strictObject({
    type: z.literal("attach"),
    seq: z.number().int().min(0),
    /**
     * A random name of the page's line. The WebSocket that had it before is cut off: what was typed into a line that the page gave up must
     * not arrive late, behind what was typed since.
     */
    line: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
  }),
  /** The size of the screen, in characters. */
  z.strictObject({
    type: z.literal("resize"),
    cols: z.number().int().min(terminalSize.cols.min).max(terminalSize.cols.max),
    rows: z.number().int().min(terminalSize.rows.min).max(terminalSize.rows.max),
  }),
  /** All output up to `seq` has been drawn. */
  z.strictObject({ type: z.literal("drawn"), seq: z.number().int().min(0) }),
  ping,
]);
export type TerminalClientMessage = z.infer<typeof terminalClientMessage>;

/** From a terminal to the page. */
export const terminalServerMessage = z.discriminatedUnion("type", [
  /**
   * The bytes that follow begin at `seq`: above what was asked for where older output is no longer kept. Those before
   * `until` are a replay: what a program asked the terminal in them was answered back then, and is not answered again.
   */
  z.strictObject({ type: z.literal("attached"), seq: z.number().int().min(0), until: z.number().int().min(0) }),
  /**
   * The screen as it stands, for whoever came too late for the output that made it: `screen` is fed to a terminal of this size, emptied
   * before. The bytes that follow begin at `seq`; those before `until` are a replay. Comes at any time.
   */
  z.strictObject({
    type: z.literal("snapshot"),
    seq: z.number().int().min(0),
    until: z.number().int().min(0),
    cols: z.number().int(),
    rows: z.number().int(),
    screen: z.string(),
  }),
  /**
   * The bytes that follow begin at `seq`, with a line. Output before them was passed over after Ctrl-C in a flood; or, where it is `lost`,
   * its machine does not have it any more, as they say themselves.
   */
  z.strictObject({ type: z.literal("skipped"), seq: z.number().int().min(0), lost: z.literal(true).optional() }),
  /**
   * Whether this page is the one at the keyboard: the last that came or typed. Only that one answers what a program asks of the terminal.
   * True until told otherwise.
   */
  z.strictObject({ type: z.literal("keyboard"), has: z.boolean() }),
  /** To those who watch: the terminal has this size from here on, in characters. */
  z.strictObject({ type: z.literal("size"), cols: z.number().int(), rows: z.number().int() }),
  /** The shell is gone; `message` says why and what to do. */
  z.strictObject({ type: z.literal("ended"), exit: z.number().int().nullable(), message: z.string() }),
  pong,
]);
export type TerminalServerMessage = z.infer<typeof terminalServerMessage>;

/** From a page to its attempt: it only listens, and asks whether there is still something to listen to. */
export const attemptClientMessage = ping;

/** From an attempt to its page: the whole attempt on connecting and on each change, and each entry of its timeline. */
export const attemptServerMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("attempt"), attempt }),
  z.strictObject({ type: z.literal("timeline"), event: timelineEvent }),
  /** A command showed evidence for the first time while the coach was on: at that moment, and again on connecting. */
  z.strictObject({ type: z.literal("evidence"), command: z.string(), labels: z.array(z.string()) }),
  pong,
]);
export type AttemptServerMessage = z.infer<typeof attemptServerMessage>;
