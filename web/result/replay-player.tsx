// asciinema's player around one recording. It is loaded only when it comes into the page.
import { create, type Player } from "asciinema-player";
import "asciinema-player/dist/bundle/asciinema-player.css";
import { useEffect, useRef } from "react";
import { fontsReady } from "../terminal/fonts-ready.ts";
import { readType } from "../terminal/palette.ts";
import classes from "./replay.module.css";
import type { ReplayWish } from "./replay-context.ts";

interface Props {
  url: string;
  /** 1 is as it was. */
  speed: number;
  /** Longer pauses are cut to this; 0 cuts none. */
  idleSeconds: number;
  /** Which of its markers to go to; null for the beginning. */
  marker: number | null;
  /** A new one goes there again. */
  wish: ReplayWish | null;
}

export default function ReplayPlayer({ url, speed, idleSeconds, marker, wish }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const player = useRef<Player | null>(null);
  useEffect(() => {
    let gone = false;
    void fontsReady().then(() => {
      if (gone || !element.current) return;
      const frame = element.current;
      const made = create(url, frame, {
        fit: "width",
        preload: true,
        controls: true,
        speed,
        ...(idleSeconds > 0 && { idleTimeLimit: idleSeconds }),
        terminalFontFamily: readType().fontFamily,
        terminalLineHeight: 1.25,
        theme: "sickbay",
      });
      player.current = made;
      for (const state of ["playing", "pause", "ended"] as const) {
        made.addEventListener(state, () => {
          frame.dataset.state = state;
        });
      }
    });
    return () => {
      gone = true;
      player.current?.dispose();
      player.current = null;
    };
  }, [url, speed, idleSeconds]);
  useEffect(() => {
    if (!wish || marker === null) return;
    // The player may still be on its way.
    const timer = setInterval(() => {
      if (!player.current) return;
      clearInterval(timer);
      void player.current.seek({ marker }).then(() => player.current?.play());
    }, 50);
    return () => clearInterval(timer);
  }, [wish, marker]);
  return <div ref={element} className={classes.player} data-replay />;
}
