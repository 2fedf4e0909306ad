// The recordings of all attempts, a folder each, and what is known of each terminal so that it can be taken up again.
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { FloodAllowance } from "./flood-allowance.ts";
import { ENTRY_BYTES, type RecordingEntry } from "./format.ts";
import { headPath } from "./paths.ts";
import { readRecording } from "./read.ts";
import { ENTRY_ROOM_BYTES, Recording, type RecordingTrouble, type Room } from "./recording.ts";
import { type RecordingSummary, summarizeRecording } from "./summary.ts";
import { Thinned } from "./thinned.ts";

/** Bytes recorded of all terminals of an attempt, at most: output, and ENTRY_ROOM_BYTES for each entry of an index. */
const ROOM_BYTES = 64 * 1024 * 1024;

const head = z.strictObject({
  terminal: z.string(),
  machine: z.string(),
  name: z.string(),
  /** Names the shell in its machine. */
  shell: z.string(),
  /** What the shell's marks carry. Never leaves the orchestrator. */
  nonce: z.string(),
  openedAtMs: z.number(),
});

/** What is known of a recorded terminal. */
export type RecordingHead = z.infer<typeof head>;

export interface OpenRecording {
  readonly onTrouble: (trouble: RecordingTrouble, error: unknown) => void;
}

/** Told of a file that says what is known of a terminal, and can't be read. */
export type OnUnreadable = (file: string, error: unknown) => void;

export class Recordings {
  readonly #folder: string;
  readonly #onUnreadable: OnUnreadable;
  readonly #rooms = new Map<string, { room: Room; allowance: FloodAllowance }>();

  /**
   * @param folder where the folders of attempts go
   * @param onUnreadable must not throw; the other terminals of the attempt are still there
   */
  constructor(folder: string, onUnreadable: OnUnreadable) {
    this.#folder = folder;
    this.#onUnreadable = onUnreadable;
  }

  /** @throws Error of the file system */
  create(attempt: string, about: RecordingHead, options: OpenRecording): Thinned {
    const folder = this.#folderOf(attempt);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = headPath(folder, about.terminal);
    writeFileSync(`${path}.new`, JSON.stringify(about), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return this.resume(attempt, about, options);
  }

  /**
   * Opens a recording to go on with it.
   *
   * @throws Error of the file system
   */
  resume(attempt: string, { terminal, nonce }: RecordingHead, options: OpenRecording): Thinned {
    const { room, allowance } = this.#roomOf(attempt);
    const recording = new Recording({ ...options, folder: this.#folderOf(attempt), terminal, room });
    return new Thinned(recording, nonce, room, allowance);
  }

  /** The recorded terminals of an attempt, in the order in which they were opened. */
  heads(attempt: string): RecordingHead[] {
    const folder = this.#folderOf(attempt);
    const heads = names(folder)
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => this.#read(join(folder, name)));
    return heads.sort((one, other) => one.openedAtMs - other.openedAtMs);
  }

  /** @throws Error with code ENOENT where nothing was recorded */
  read(attempt: string, terminal: string): AsyncGenerator<RecordingEntry, void, undefined> {
    return readRecording(this.#folderOf(attempt), terminal);
  }

  /** @throws Error with code ENOENT where nothing was recorded */
  summary(attempt: string, terminal: string): Promise<RecordingSummary> {
    return summarizeRecording(this.#folderOf(attempt), terminal);
  }

  /** Frees what is remembered of an attempt that is over. */
  forget(attempt: string): void {
    this.#rooms.delete(attempt);
  }

  #read(file: string): RecordingHead[] {
    try {
      return [head.parse(JSON.parse(readFileSync(file, "utf8")))];
    } catch (error) {
      this.#onUnreadable(file, error);
      return [];
    }
  }

  #roomOf(attempt: string): { room: Room; allowance: FloodAllowance } {
    const known = this.#rooms.get(attempt);
    if (known) return known;
    const folder = this.#folderOf(attempt);
    const sizes = names(folder).map((name) => {
      const { size } = statSync(join(folder, name));
      if (name.endsWith(".index")) return (size / ENTRY_BYTES) * ENTRY_ROOM_BYTES;
      return name.endsWith(".raw") ? size : 0;
    });
    const room = { left: Math.max(0, ROOM_BYTES - sizes.reduce((total, size) => total + size, 0)) };
    const shared = { room, allowance: new FloodAllowance(room) };
    this.#rooms.set(attempt, shared);
    return shared;
  }

  #folderOf(attempt: string): string {
    // Ids come from addresses of requests.
    if (!/^[A-Za-z0-9-]{1,64}$/.test(attempt)) throw new Error(`"${attempt}" can't be the id of an attempt`);
    return join(this.#folder, attempt);
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
