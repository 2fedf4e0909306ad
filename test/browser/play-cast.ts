// Plays an asciicast file in asciinema's player as it comes from its makers, in a page of its own.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const bundle = createRequire(import.meta.url).resolve("asciinema-player/dist/bundle/asciinema-player.min.js");

export interface Played {
  /** The labels of the markers that were passed, in order. */
  readonly passed: readonly string[];
  /** How many markers the player draws. */
  readonly drawn: number;
  /** The text of the screen at the end. */
  readonly screen: string;
}

/** Plays a file to its end, as fast as the player can. */
export async function playCast(page: Page, cast: string): Promise<Played> {
  const alone = await page.context().newPage();
  try {
    await alone.setContent("<div id=player></div>");
    await alone.addScriptTag({ content: await readFile(bundle, "utf8") });
    return await alone.evaluate<Played>(`new Promise((resolve, reject) => {
      const frame = document.getElementById("player");
      const passed = [];
      const options = { speed: 100, idleTimeLimit: 0.5, preload: true, controls: true };
      const player = AsciinemaPlayer.create({ data: ${JSON.stringify(cast)} }, frame, options);
      player.addEventListener("marker", ({ label }) => passed.push(label));
      const tell = () => resolve({
        passed,
        drawn: frame.querySelectorAll(".ap-marker").length,
        screen: frame.querySelector(".ap-term").innerText,
      });
      // The last of it is drawn by then.
      player.addEventListener("ended", () => requestAnimationFrame(() => requestAnimationFrame(tell)));
      player.play().catch(reject);
    })`);
  } finally {
    await alone.close();
  }
}
