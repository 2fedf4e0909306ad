// The OpenAPI document, made from the same table as the routes.
import { z } from "zod";
import { apiError, errorCode, httpStatus } from "../protocol/errors.ts";
import { castFile } from "../protocol/recordings.ts";
import { reportFile, reportFiles } from "../protocol/report-files.ts";
import { ofAttempt, ofTerminal, type Route, routes } from "../protocol/routes.ts";

const failure = {
  description: `A failure: ${errorCode.options.map((code) => `${code} (${httpStatus[code]})`).join(", ")}`,
  content: json({ $ref: "#/components/schemas/Error" }),
};

/** @param version of Sickbay */
export function openApiDocument(version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = template(route.path);
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  for (const [format, file] of Object.entries(reportFiles)) {
    paths[template(file.path)] = { get: download(`report.${format}`, file, ofAttempt) };
  }
  paths[template(castFile.path)] = { get: download("recording", castFile, ofTerminal) };
  return {
    openapi: "3.1.0",
    info: { title: "Sickbay", version, description: "Labs, attempts, terminals and verdicts." },
    paths,
    components: { schemas: { Error: schema(apiError, "output") } },
  };
}

function operation(name: string, route: Route): Readonly<Record<string, unknown>> {
  return {
    operationId: name,
    summary: route.summary,
    parameters: parameters(route.params),
    ...(route.body && { requestBody: { required: true, content: json(schema(route.body, "input")) } }),
    responses: {
      [route.status]: { description: "Done", content: json(schema(route.answer, "output")) },
      default: failure,
    },
  };
}

/** A path as OpenAPI writes it. */
function template(path: string): string {
  return path.replace(/:([a-zA-Z]+)/g, "{$1}");
}

/** A file to download; what it holds is described where it is JSON. */
function download(
  name: string,
  { summary, type }: { summary: string; type: string },
  params: z.ZodObject,
): Readonly<Record<string, unknown>> {
  const content = {
    [type]: { schema: type === "application/json" ? schema(reportFile, "output") : { type: "string" } },
  };
  return {
    operationId: name,
    summary,
    parameters: parameters(params),
    responses: { 200: { description: "A file, sent as an attachment", content }, default: failure },
  };
}

function parameters(params: z.ZodObject | undefined): readonly Readonly<Record<string, unknown>>[] {
  return Object.entries(params?.shape ?? {}).map(([name, shape]) => ({
    name,
    in: "path",
    required: true,
    schema: shape instanceof z.ZodType ? schema(shape, "input") : {},
  }));
}

function json(content: unknown): Readonly<Record<string, unknown>> {
  return { "application/json": { schema: content } };
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; the dialect is named by the document. */
function schema(shape: z.ZodType, io: "input" | "output"): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(shape, { io });
  return rest;
}
