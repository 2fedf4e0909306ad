import { readFontFamily } from "./palette.ts";
import { settings } from "./settings.ts";

/** Waits for the terminal's font, because xterm measures a character once. Gives up after a second: the metrics of the fallback do. */
export async function fontsReady(): Promise<void> {
  const fontFamily = readFontFamily();
  const { fontSize } = settings();
  const loaded = Promise.all(
    ["400", "700"].map((weight) => document.fonts.load(`${weight} ${fontSize}px ${fontFamily}`)),
  );
  const tooLong = new Promise((resolve) => setTimeout(resolve, 1000));
  // A font that fails to load is one that the fallback replaces.
  await Promise.race([loaded.catch(() => undefined), tooLong]);
}
