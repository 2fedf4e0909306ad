// Headers that every answer carries.
import type { RequestHandler } from "express";

/** What the page may load and run. */
export const contentPolicy = [
  "default-src 'none'",
  // WebAssembly may be compiled, which script may not ask for otherwise: the replay's terminal is such a module, in our own
  // script. Text is never evaluated (no 'unsafe-eval'), and only script of our own can hand a module over.
  "script-src 'self' 'wasm-unsafe-eval'",
  // Mantine and xterm.js write style elements and attributes at run time; scripts get no such exception.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader("Content-Security-Policy", contentPolicy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  next();
};
