import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument } from "../../../orchestrator/http/openapi.ts";
import { type Route, routes } from "../../../orchestrator/protocol/routes.ts";

const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.literal("path"), required: z.literal(true) })),
  requestBody: z
    .object({ content: z.object({ "application/json": z.object({ schema: z.looseObject({}) }) }) })
    .optional(),
  responses: z.record(z.string(), z.looseObject({})),
});
const document = z.object({
  openapi: z.string(),
  info: z.object({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

describe("the OpenAPI document", () => {
  const made = document.parse(openApiDocument("1.2.3"));

  it("has every route with its parameters, body and answer", () => {
    for (const [name, route] of Object.entries<Route>(routes)) {
      const path = route.path.replace(/:(\w+)/g, "{$1}");
      const found = made.paths[path]?.[route.method];
      expect(found?.operationId).toBe(name);
      expect(found?.parameters.map((param) => `{${param.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(Object.keys(found?.responses ?? {})).toEqual([String(route.status), "default"]);
      expect(found?.requestBody !== undefined).toBe(route.body !== undefined);
    }
  });

  it("is plain JSON that says its version", () => {
    expect(JSON.parse(JSON.stringify(openApiDocument("1.2.3")))).toEqual(openApiDocument("1.2.3"));
    expect(made.openapi).toBe("3.1.0");
    expect(made.info.version).toBe("1.2.3");
  });

  it("says that unknown keys of a body are refused", () => {
    const body = made.paths["/api/attempts"]?.post?.requestBody?.content["application/json"].schema;
    expect(body).toMatchObject({ additionalProperties: false, required: ["lab"] });
  });
});
