// The OpenAPI document, made from the same table as the routes.
import { z } from "zod";
import { apiError, errorCode, httpStatus } from "../protocol/errors.ts";
import { type Route, routes } from "../protocol/routes.ts";

/** @param version of Sickbay */
export function openApiDocument(version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Sickbay", version, description: "Labs, attempts, terminals and verdicts." },
    paths,
    components: { schemas: { Error: schema(apiError, "output") } },
  };
}

function operation(name: string, route: Route): Readonly<Record<string, unknown>> {
  const params = Object.entries(route.params?.shape ?? {});
  return {
    operationId: name,
    summary: route.summary,
    parameters: params.map(([param, shape]) => ({
      name: param,
      in: "path",
      required: true,
      schema: shape instanceof z.ZodType ? schema(shape, "input") : {},
    })),
    ...(route.body && { requestBody: { required: true, content: json(schema(route.body, "input")) } }),
    responses: {
      [route.status]: { description: "Done", content: json(schema(route.answer, "output")) },
      default: { description: failures(), content: json({ $ref: "#/components/schemas/Error" }) },
    },
  };
}

function json(content: unknown): Readonly<Record<string, unknown>> {
  return { "application/json": { schema: content } };
}

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; the dialect is named by the document. */
function schema(shape: z.ZodType, io: "input" | "output"): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(shape, { io });
  return rest;
}

function failures(): string {
  return `A failure: ${errorCode.options.map((code) => `${code} (${httpStatus[code]})`).join(", ")}`;
}
