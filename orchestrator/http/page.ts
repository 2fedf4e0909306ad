// The page: files that the build made. Every address that is not of the API gets index.html, where the page's router goes on.
import { access } from "node:fs/promises";
import { join } from "node:path";
import express, { type Express } from "express";

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sickbay</title>
<h1>The page is not built yet</h1>
<p>The orchestrator runs, but there is no page in web/dist. Build it with <code>npm run build</code>, or start everything with
<code>npm start</code>. Then reload.</p></html>
`;

/** @param folder of the built page */
export function servePage(app: Express, folder: string): void {
  // The build puts a hash of the content into the names below assets/, so those never change.
  app.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: "365d", fallthrough: true, index: false }),
  );
  app.use(
    express.static(folder, { index: false, setHeaders: (response) => response.setHeader("Cache-Control", "no-cache") }),
  );
  app.get("/{*path}", async (request, response, next) => {
    if (/^\/(api|assets)(\/|$)/.test(request.path)) return next();
    response.setHeader("Cache-Control", "no-cache");
    const index = join(folder, "index.html");
    const built = await access(index).then(
      () => true,
      () => false,
    );
    // By root and name: of a whole path, each folder that begins with a dot would be refused.
    if (built) response.sendFile("index.html", { root: folder, cacheControl: false });
    else response.status(503).type("html").send(notBuilt);
  });
}
