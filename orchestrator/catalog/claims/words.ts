// The words that several claims share. Those that goss has mean here what they mean there, and are written as it writes them.
import { z } from "zod";
import { compile } from "../../core/diagnosis/patterns.ts";
import { placeholder as param } from "../../core/draw.ts";

/** A number that is drawn for each attempt. */
export const placeholder = z.string().regex(/^\{\{[a-z][a-z0-9_]*\}\}$/, "must be a number or one {{param}}");

/** A text of one line. */
export const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, "must be one line");

export const port = z
  .union([z.number().int().min(1).max(65_535), placeholder])
  .describe("a port, 1 to 65535, or one {{param}}");
export const host = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9{}_.:-]+$/, "must be an address or a name, which may hold {{param}}")
  .describe('an address or a name, for example "{{ip_web}}"');
export const unit = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9@{}_.-]+$/, "must be the name of a unit, which may hold {{param}}")
  .describe("a unit by its name, with or without .service");
export const path = z
  .string()
  .max(400)
  .regex(/^\/[^\p{Cc}]*$/u, "must be an absolute path")
  .describe("an absolute path inside the machine, which may hold {{param}}");
export const url = z
  .string()
  .max(1000)
  .regex(/^http:\/\/[^\s\p{Cc}]+$/u, "must begin with http:// and hold no spaces")
  .describe('an address like "http://{{ip_web}}:{{port}}/orders"; what needs TLS is for a script');
export const method = z
  .string()
  .regex(/^[A-Z]{1,16}$/, "must be a method in upper case")
  .default("GET")
  .describe("a method in upper case, GET when left out");
export const requestBody = z
  .union([z.string().max(10_000), z.record(z.string(), z.json()), z.array(z.json())])
  .optional()
  .describe("a text, or a mapping that is sent as JSON; may hold {{param}} and {{nonce}}");

/** How long one try may take. */
export const timeout = z
  .number()
  .int()
  .min(100)
  .max(60_000)
  .default(5000)
  .describe("how long one try may take, in milliseconds, 100 to 60000");
/** For how long the claim is tried until it holds. */
export const within = z
  .number()
  .min(0)
  .max(60)
  .default(0)
  .describe("for how many seconds it is tried again until it holds; 0 when left out");

const limit = z.union([z.number(), placeholder]);
const limits = z
  .strictObject({ lt: limit.optional(), le: limit.optional(), gt: limit.optional(), ge: limit.optional() })
  .refine((given) => Object.keys(given).length > 0, { message: "must hold one of lt, le, gt, ge" });
/** A measured time: nobody wants it to be exactly so. */
export const bounds = limits.describe("bounds, for example {lt: 250}; of lt, le, gt, ge");
/** A count or a share. */
export const bound = z
  .union([z.number(), placeholder, limits])
  .describe("a number that it has to be, or bounds, for example {lt: 20}; of lt, le, gt, ge");

/** A pattern as the scripts get it: of `parts` the even ones are as the author wrote them, the odd ones a {{param}}, taken literally. */
const pattern = z
  .string()
  .min(1)
  .max(400)
  .superRefine((text, context) => {
    const { regex, parts } = toPattern(text);
    const problem = regex ? compile(parts.map((part, at) => (at % 2 === 0 ? part : "x")).join("")).problem : null;
    if (problem !== null) context.addIssue({ code: "custom", message: `can't be used as a pattern: ${problem}` });
  })
  .transform(toPattern);
export const patterns = z
  .union([pattern, z.array(pattern).min(1).max(20)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .describe(
    'a list of texts that some line has to hold: "text", "/pattern/", and with a ! before it what no line may hold',
  );

function toPattern(text: string): { absent: boolean; regex: boolean; parts: string[] } {
  const absent = text.startsWith("!");
  // As in goss, a backslash before the ! makes it part of the text.
  const rest = text.replace(/^!|^\\(?=!)/, "");
  const regex = rest.length > 2 && rest.startsWith("/") && rest.endsWith("/");
  const parts = (regex ? rest.slice(1, -1) : rest).split(new RegExp(`(${param.source.replace(/[()]/g, "")})`));
  return { absent, regex, parts };
}

/** An account: a name is looked up in the machine, a number is not. */
export const account = z
  .union([line(60), z.number().int().min(0)])
  .describe(
    'a name or a number, for example "{{service}}" or "{{uid}}"; nobody in the machine can change what a number means',
  );

export const earlier = z
  .string()
  .max(48)
  .optional()
  .describe("the id of an earlier step with the same kind of claim, to compare with");
