// Runs before the first paint, so that a light page does not flash dark. The server's policy bars inline scripts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("sickbay-colour-scheme");
  } catch {
    // Storage is barred in this browser; the page stays dark.
  }
  document.documentElement.setAttribute("data-mantine-color-scheme", chosen === "light" ? "light" : "dark");
})();
