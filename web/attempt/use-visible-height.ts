import { useEffect } from "react";

/**
 * Keeps the page as high as what can be seen of it, so that the keyboard of a phone covers nothing: where the browser does
 * not do that by itself, it only moves the page up behind the keyboard.
 */
export function useVisibleHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const root = document.documentElement;
    const follow = () => {
      // While the page is magnified, what is seen of it is a part by choice.
      if (viewport.scale !== 1) return;
      root.style.setProperty("--visible-height", `${viewport.height}px`);
      if (viewport.offsetTop > 0) scrollTo(0, 0);
    };
    follow();
    viewport.addEventListener("resize", follow);
    return () => {
      viewport.removeEventListener("resize", follow);
      root.style.removeProperty("--visible-height");
    };
  }, []);
}
