// The WebSocket of one attempt: the whole attempt, entries of its timeline, the coach's notes. Comes back after a loss.
import { closeCode } from "../../orchestrator/protocol/errors.ts";
import { type AttemptServerMessage, attemptServerMessage, type Pong } from "../../orchestrator/protocol/messages.ts";
import { Line } from "../terminal/line.ts";

/** What an attempt tells. */
export type AttemptNews = Exclude<AttemptServerMessage, Pong>;

/** Follows an attempt until `dispose`. */
export class AttemptEvents {
  readonly #line: Line;
  readonly #onNews: (news: AttemptNews) => void;

  /** @param onConnected tells whether messages arrive, so that the page can ask by itself while they do not */
  constructor(url: string, onNews: (news: AttemptNews) => void, onConnected: (connected: boolean) => void) {
    this.#onNews = onNews;
    this.#line = new Line(url, {
      connecting: () => {},
      opened: () => onConnected(true),
      heard: (data) => this.#read(String(data)),
      gone: (code) => {
        onConnected(false);
        return code !== closeCode.notFound;
      },
      waiting: () => {},
    });
    this.#line.connect();
  }

  dispose(): void {
    this.#line.dispose();
  }

  #read(text: string): void {
    const message = attemptServerMessage.safeParse(JSON.parse(text));
    // A message that this page does not know: the page's own asking, every two seconds without a line, fills in.
    if (!message.success) this.#line.close();
    else if (message.data.type === "pong") this.#line.answered(message.data.number);
    else this.#onNews(message.data);
  }
}
