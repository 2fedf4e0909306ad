// The frame around all pages: routes, the palette and its key, the banner for an orchestrator that is away.
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Route, Routes } from "react-router";
import { LibraryPage } from "./pages/library.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { GeneralCommands } from "./ui/general-commands.tsx";
import { OfflineBanner } from "./ui/offline-banner.tsx";
import { PageLoading } from "./ui/page-loading.tsx";
import { OpenPalette } from "./ui/palette-button.tsx";

const AttemptPage = lazy(() => import("./pages/attempt.tsx"));
const ProgressPage = lazy(() => import("./pages/progress.tsx"));
const ResultPage = lazy(() => import("./pages/result.tsx"));
const WatchPage = lazy(() => import("./pages/watch.tsx"));
const CommandPalette = lazy(() => import("./ui/command-palette.tsx"));

/** Everything below the providers. */
export function App() {
  const [paletteOpened, setPaletteOpened] = useState(0);
  const openPalette = useCallback(() => setPaletteOpened((count) => count + 1), []);
  usePaletteKey(openPalette);
  return (
    <OpenPalette value={openPalette}>
      <OfflineBanner />
      <GeneralCommands />
      <Suspense fallback={<PageLoading what="the page" />}>
        <Routes>
          <Route path="/" element={<LibraryPage />} />
          <Route path="/attempts/:id" element={<AttemptPage />} />
          <Route path="/attempts/:id/result" element={<ResultPage />} />
          <Route path="/attempts/:id/watch" element={<WatchPage />} />
          <Route path="/progress" element={<ProgressPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
      {paletteOpened > 0 && (
        <Suspense>
          <CommandPalette opened={paletteOpened} />
        </Suspense>
      )}
    </OpenPalette>
  );
}

/**
 * Ctrl-K opens the palette, except in a terminal, where it belongs to the shell (it deletes to the end of the line);
 * Ctrl-Shift-K opens it everywhere.
 */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const inTerminal = event.target instanceof Element && event.target.closest(".xterm") !== null;
      if (inTerminal && event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      open();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, [open]);
}
